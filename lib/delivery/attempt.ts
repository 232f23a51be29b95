import type { OutboundHttp, OutboundOutcome } from "#lib/platform/outbound-http.ts";
import { USER_AGENT } from "#lib/platform/version.ts";
import { buildDeliveryRequest, type DeliveryRequest } from "#lib/signing/delivery-request.ts";
import { contentOf, type StoredEvent } from "./content.ts";
import { type AnswerVerdict, classifyAnswer } from "./core/answer.ts";
import { retryAfterOf } from "./core/retry-after.ts";
import { keysInForce, type Target } from "./targets.ts";

export type AttemptTrigger = "schedule" | "manual" | "test" | "replay";

/** One request and what came back, ready to be recorded. */
export type Attempt = {
  deliveryId: string;
  trigger: AttemptTrigger;
  requestId: string;
  startedAtMs: number;
  target: Target;
  request: DeliveryRequest;
  outcome: OutboundOutcome;
  verdict: AnswerVerdict;
};

export type AttemptServices = {
  outbound: OutboundHttp;
  newId: () => string;
  /** Unix milliseconds. */
  now: () => number;
};

/**
 * The delivery step, whoever takes it: the worker for what is due, a server action or a REST call for a test
 * or a manual retry. Builds, signs, sends, judges. Records nothing and never rejects.
 */
export async function attemptDelivery(
  services: AttemptServices,
  target: Target,
  event: StoredEvent,
  delivery: { deliveryId: string; trigger: AttemptTrigger },
): Promise<Attempt> {
  const startedAtMs = services.now();
  const requestId = services.newId();
  const base = { ...delivery, requestId, startedAtMs, target };

  let request: DeliveryRequest;
  try {
    request = requestFor(target, event, delivery.deliveryId, requestId, startedAtMs);
  } catch (error) {
    // Not the receiver's doing, and trying again would not help by itself; but nothing may be lost either.
    const outcome = notSent(error instanceof Error ? error.message : String(error));
    return {
      ...base,
      request: NOTHING_SENT,
      outcome,
      verdict: classifyAnswer({ kind: "error", code: "internal" }),
    };
  }
  const outcome = await services.outbound.send({
    url: target.outbound,
    headers: request.headers,
    body: request.body,
    timeoutMs: target.timeoutMs,
  });
  const verdict = classifyAnswer(
    outcome.kind === "answer"
      ? {
          kind: "answer",
          status: outcome.status,
          retryAfterMs: retryAfterOf(outcome.headers, services.now()),
        }
      : outcome,
  );
  return { ...base, request, outcome, verdict };
}

function requestFor(
  target: Target,
  event: StoredEvent,
  deliveryId: string,
  requestId: string,
  nowMs: number,
): DeliveryRequest {
  const keys = keysInForce(target, nowMs);
  const newest = keys[0];
  return buildDeliveryRequest({
    content: contentOf(event, target.format, target.storeCode),
    messageId: deliveryId,
    requestId,
    timestampSeconds: Math.floor(nowMs / 1000),
    keys: keys.map((key) => key.standard),
    customHeaders: target.customHeaders,
    userAgent: USER_AGENT,
    openLoyalty:
      target.hmacEnabled && newest !== undefined && newest.openLoyalty !== null
        ? { key: newest.openLoyalty, keyVersion: newest.version, target: target.signed }
        : null,
    mage: newest?.mage ?? null,
  });
}

const NOTHING_SENT: DeliveryRequest = { headers: [], body: Buffer.alloc(0), bodySha256: Buffer.alloc(0) };

function notSent(message: string): OutboundOutcome {
  return {
    kind: "error",
    code: "internal",
    message,
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
    remoteAddress: null,
    partialAnswer: null,
  };
}
