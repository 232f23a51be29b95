import { hash } from "node:crypto";
import { contentOf, type StoredEvent } from "#lib/delivery/content.ts";
import { uuidTime } from "#lib/platform/core/uuid-v7.ts";
import { bodyOf } from "#lib/signing/delivery-request.ts";
import type { BodyFormat } from "#lib/webhooks/constants.ts";
import type { WebhookHealthDto } from "#lib/webhooks/schema.ts";
import type { DeliveryState, DeliveryTrigger } from "./constants.ts";
import { holdOf } from "./core/hold.ts";
import type { AttemptDto, DeliveryDto, DeliveryHoldDto, WebhookRefDto } from "./schema.ts";

export type DeliveryRow = {
  id: string;
  eventId: string;
  subscriptionId: string;
  eventName: string;
  state: DeliveryState;
  trigger: DeliveryTrigger;
  attempts: number;
  lastStatusCode: number | null;
  lastErrorCode: string | null;
  lastDurationMs: number | null;
  dueAt: Date | null;
  completedAt: Date | null;
};

/** Its creation is the time in its id, which is what lists are filtered and sorted by. */
export function presentDelivery(row: DeliveryRow): DeliveryDto {
  return {
    deliveryId: row.id,
    eventId: row.eventId,
    webhookSubscriptionId: row.subscriptionId,
    eventName: row.eventName,
    state: row.state,
    trigger: row.trigger,
    attempts: row.attempts,
    lastStatusCode: row.lastStatusCode,
    lastErrorCode: row.lastErrorCode,
    lastDurationMs: row.lastDurationMs,
    createdAt: new Date(uuidTime(row.id)).toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
  };
}

/** @param health of its webhook, when it is known */
export function presentHold(
  delivery: DeliveryDto,
  health: WebhookHealthDto | undefined,
  nowMs: number,
): DeliveryHoldDto | null {
  return health === undefined ? null : holdOf({ delivery, health, nowMs });
}

export type WebhookRefRow = {
  id: string;
  eventNames: readonly string[];
  url: string;
  state: WebhookRefDto["state"];
  deletedAt: Date | null;
};

export function presentWebhookRef(row: WebhookRefRow): WebhookRefDto {
  return {
    webhookSubscriptionId: row.id,
    eventNames: [...row.eventNames],
    url: row.url,
    state: row.state,
    isDeleted: row.deletedAt !== null,
  };
}

export type AttemptRow = {
  number: number;
  trigger: DeliveryTrigger;
  requestId: string;
  startedAt: Date;
  url: string;
  format: BodyFormat;
  requestHeaders: string;
  bodySha256: Uint8Array;
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  firstByteMs: number | null;
  totalMs: number;
  remoteAddress: string | null;
  statusCode: number | null;
  responseHeaders: string | null;
  responseBody: Uint8Array | null;
  responseTruncated: boolean;
  errorCode: string | null;
  errorMessage: string | null;
};

export function presentAttempt(
  row: AttemptRow,
  deliveryId: string,
  event: StoredEvent | null,
  storeCode: string,
): AttemptDto {
  return {
    number: row.number,
    trigger: row.trigger,
    requestId: row.requestId,
    startedAt: row.startedAt.toISOString(),
    timings: {
      dnsMs: rounded(row.dnsMs),
      connectMs: rounded(row.connectMs),
      tlsMs: rounded(row.tlsMs),
      firstByteMs: rounded(row.firstByteMs),
      totalMs: rounded(row.totalMs) ?? 0,
    },
    remoteAddress: row.remoteAddress,
    request: {
      method: "POST",
      url: row.url,
      headers: headerLines(row.requestHeaders),
      body: event === null ? null : rebuiltBody(row, deliveryId, event, storeCode),
    },
    response:
      row.statusCode === null
        ? null
        : {
            statusCode: row.statusCode,
            headers: headerLines(row.responseHeaders ?? ""),
            body: Buffer.from(row.responseBody ?? []).toString("utf8"),
            truncated: row.responseTruncated,
          },
    errorCode: row.errorCode,
    errorMessage: row.errorMessage,
  };
}

/** The bytes that were sent, made again from the event; null when the digest says that they are not the same. */
function rebuiltBody(
  row: AttemptRow,
  deliveryId: string,
  event: StoredEvent,
  storeCode: string,
): string | null {
  let body: Buffer;
  try {
    body = bodyOf(contentOf(event, row.format, storeCode), deliveryId, row.requestId);
  } catch {
    return null;
  }
  return hash("sha256", body, "buffer").equals(row.bodySha256) ? body.toString("utf8") : null;
}

function headerLines(text: string): { name: string; value: string }[] {
  if (text === "") return [];
  return text.split("\n").map((line) => {
    const colon = line.indexOf(": ");
    return colon < 0
      ? { name: line, value: "" }
      : { name: line.slice(0, colon), value: line.slice(colon + 2) };
  });
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 100) / 100;
}
