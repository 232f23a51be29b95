import { RateLimiterMemory } from "rate-limiter-flexible";
import { loadTargets } from "#lib/delivery/targets.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { signatureHeader } from "#lib/signing/standard-webhooks.ts";
import { INBOX_LIMITS, type InboxSignature } from "./constants.ts";
import { holdsSignature } from "./core/signature.ts";
import { tokenSha256 } from "./mutations.ts";

/** How a request to an inbox is answered. There is never a body: nothing that came goes back. */
export type InboxAnswer = { status: 204 | 404 | 408 | 413 | 429; retryAfterSeconds?: number };

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

const limiters = new WeakMap<Services, RateLimiterMemory>();

function limiterOf(services: Services): RateLimiterMemory {
  let found = limiters.get(services);
  if (found === undefined) {
    found = new RateLimiterMemory({ points: INBOX_LIMITS.requestsPerSecond, duration: 1 });
    limiters.set(services, found);
  }
  return found;
}

/** Records a request for its inbox. The token is known to nobody but the owner, and is written nowhere. */
export async function receive(services: Services, token: string, request: Request): Promise<InboxAnswer> {
  const { prisma } = services.db;
  const limiter = limiterOf(services);
  const take = (key: string) =>
    limiter.consume(key).then(
      () => true,
      () => false,
    );
  const inbox = TOKEN.test(token)
    ? await prisma.inbox.findUnique({
        where: { tokenSha256: tokenSha256(token) },
        select: { id: true, storeId: true, expiresAt: true },
      })
    : null;
  if (inbox === null || inbox.expiresAt.getTime() <= services.now()) {
    return (await take("none")) ? { status: 404 } : { status: 429, retryAfterSeconds: 1 };
  }
  if (!(await take(inbox.id))) return { status: 429, retryAfterSeconds: 1 };

  const body = await readBody(request);
  if (body === null) return { status: 408 };
  const receivedAt = new Date(services.now());
  const sender = await senderOf(services, inbox.storeId, request.headers, body);
  await prisma.inboxRequest.create({
    data: {
      id: services.newId(),
      inboxId: inbox.id,
      receivedAt,
      headers: headerLines(request.headers),
      body: new Uint8Array(body.bytes),
      isCut: body.isCut,
      ...sender,
    },
  });
  await services.db.pool.query(
    `DELETE FROM inbox_request WHERE id IN (
       SELECT id FROM inbox_request WHERE inbox_id = $1 ORDER BY id DESC OFFSET ${INBOX_LIMITS.requestsKept})`,
    [inbox.id],
  );
  return { status: body.isCut ? 413 : 204 };
}

type Body = { bytes: Buffer; isCut: boolean };

/** At most the bytes that are kept; null when they do not arrive in time. */
async function readBody(request: Request): Promise<Body | null> {
  if (request.body === null) return { bytes: Buffer.alloc(0), isCut: false };
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<"late">((done) => {
    timer = setTimeout(() => done("late"), INBOX_LIMITS.arrivalMsMax);
  });
  try {
    while (length <= INBOX_LIMITS.bodyBytesMax) {
      const part = await Promise.race([reader.read(), tooLate]);
      if (part === "late") return null;
      if (part.done) break;
      chunks.push(part.value);
      length += part.value.length;
    }
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    void reader.cancel().catch(() => {});
  }
  const bytes = Buffer.concat(chunks, length);
  return {
    bytes: bytes.subarray(0, INBOX_LIMITS.bodyBytesMax),
    isCut: length > INBOX_LIMITS.bodyBytesMax,
  };
}

/** Those that a proxy adds about its own way are left in; they are what arrived. */
function headerLines(headers: Headers): string {
  let text = "";
  for (const [name, value] of headers) {
    if (name === "cookie" || name === "authorization") continue;
    text += `${name}: ${value}\n`;
  }
  return text.replaceAll("\u0000", "").slice(0, INBOX_LIMITS.headerBytesMax);
}

type Sender = {
  signature: InboxSignature;
  deliveryId: string | null;
  subscriptionId: string | null;
  eventName: string | null;
};

/** Which delivery of the inbox's store it is, and whether its webhook has signed it. Of other stores nothing is said. */
async function senderOf(services: Services, storeId: string, headers: Headers, body: Body): Promise<Sender> {
  const id = headers.get("webhook-id") ?? "";
  const given = headers.get("webhook-signature") ?? "";
  const nobody = { deliveryId: null, subscriptionId: null, eventName: null };
  if (id === "" || given === "") return { signature: "unsigned", ...nobody };
  const { prisma, pool } = services.db;
  const delivery = isUuid(id)
    ? await prisma.delivery.findFirst({
        where: { id, storeId },
        select: { subscriptionId: true, eventName: true },
      })
    : null;
  if (delivery === null) return { signature: "unknown", ...nobody };
  const target = (await loadTargets(pool, services.secretBox, [delivery.subscriptionId])).get(
    delivery.subscriptionId,
  );
  const timestampSeconds = Number(headers.get("webhook-timestamp"));
  const expected = signatureHeader({
    id,
    timestampSeconds,
    body: body.bytes,
    keys: target?.keys.map(({ standard }) => standard) ?? [],
  });
  const isValid = !body.isCut && Number.isSafeInteger(timestampSeconds) && holdsSignature(given, expected);
  return {
    signature: isValid ? "valid" : "invalid",
    deliveryId: id,
    subscriptionId: delivery.subscriptionId,
    eventName: delivery.eventName,
  };
}
