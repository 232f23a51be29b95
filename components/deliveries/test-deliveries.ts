import type { AttemptDto, DeliveryDetailsDto } from "#lib/deliveries/schema.ts";

/** Deliveries for the unit tests beside this file. */

export function aDelivery(fields: Partial<DeliveryDetailsDto> = {}): DeliveryDetailsDto {
  return {
    deliveryId: "0192f0c1-0000-7000-8000-000000000001",
    eventId: "0192f0c1-0000-7000-8000-000000000002",
    webhookSubscriptionId: "0192f0c1-0000-7000-8000-000000000003",
    eventName: "CustomerUpdated",
    state: "pending",
    trigger: "schedule",
    attempts: 0,
    lastStatusCode: null,
    lastErrorCode: null,
    lastDurationMs: null,
    createdAt: "2026-11-20T12:00:00.000Z",
    dueAt: null,
    completedAt: null,
    hold: null,
    attemptList: [],
    ...fields,
  };
}

/** Attempt 1 began at 12:01, attempt 2 at 12:02, and so on. */
export function anAttempt(
  number: number,
  statusCode: number | null,
  errorCode: string | null = statusCode === 200 ? null : "http_server_error",
): AttemptDto {
  return {
    number,
    trigger: "schedule",
    requestId: "0192f0c1-0000-7000-8000-000000000004",
    startedAt: `2026-11-20T12:${String(number).padStart(2, "0")}:00.000Z`,
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 5 },
    remoteAddress: null,
    request: { method: "POST", url: "https://example.com/hook", headers: [], body: "{}" },
    response: statusCode === null ? null : { statusCode, headers: [], body: "", truncated: false },
    errorCode,
    errorMessage: null,
  };
}
