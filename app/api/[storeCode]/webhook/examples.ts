/** Examples of the API document. */

export const bodyExample = {
  webhookSubscription: {
    eventName: "AvailablePointsAmountChanged",
    url: "https://example.com/webhooks",
    headers: [{ headerName: "X-My-Key", headerValue: "abc" }],
  },
};

const summary = {
  webhookSubscriptionId: "018dfe71-2880-7c3c-9321-38dc017d3ae2",
  eventName: "AvailablePointsAmountChanged",
  eventNames: ["AvailablePointsAmountChanged"],
  url: "https://example.com/webhooks",
  headerName: "X-My-Key",
  headerValue: "abc",
  legacy: false,
  format: "v5",
  mageEvents: [],
  createdAt: "2026-11-20T10:15:00.000Z",
  destinationType: "rest",
  description: null,
  activeFrom: "2026-11-20T10:15:00.000Z",
  state: "active",
  disabledReason: null,
  health: {
    condition: "breaker_open",
    message:
      "Too many deliveries failed in a row. The last answer had status 503. A single one tries again, and the others wait for its answer.",
    since: null,
    until: "2026-11-20T10:20:00.000Z",
    remaining: null,
    deliveryId: null,
    others: [],
  },
  hmacEnabled: false,
  maxInFlight: 32,
  ratePerSecond: null,
  timeoutMs: 15000,
  ordered: false,
  updatedAt: "2026-11-20T10:15:00.000Z",
  version: 1,
};

/** As long as a secret is, and nobody's. */
const secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

export const createdExample = { webhookSubscriptionId: summary.webhookSubscriptionId, secret };

export const rotatedExample = { ...createdExample, previousSecretExpiresAt: "2026-11-21T10:15:00.000Z" };

export const listExample = { items: [summary], total: { all: 1, filtered: 1, estimated: false } };

export const detailsExample = { ...summary, headers: [{ headerName: "X-My-Key", headerValue: "abc" }] };

export const eventExample = {
  event: {
    eventName: "CustomerUpdated",
    data: {
      customer: {
        customerId: "018dfe71-2880-7c3c-9321-38dc017d3ae2",
        email: "emma@example.com",
        phone: "+48123456789",
        loyaltyCardNumber: "7001",
      },
    },
    idempotencyKey: "profile-4711-v3",
  },
};

export const deliveryExample = {
  deliveryId: "018dfe71-2880-7c3c-9321-38dc017d3ae3",
  eventId: "018dfe71-2880-7c3c-9321-38dc017d3ae4",
  webhookSubscriptionId: "018dfe71-2880-7c3c-9321-38dc017d3ae2",
  eventName: "CustomerUpdated",
  state: "succeeded",
  trigger: "schedule",
  attempts: 1,
  lastStatusCode: 200,
  lastErrorCode: null,
  lastDurationMs: 41,
  createdAt: "2026-11-20T10:15:00.000Z",
  dueAt: null,
  completedAt: "2026-11-20T10:15:00.052Z",
};

export const explainedEventExample = {
  eventId: deliveryExample.eventId,
  eventName: "CustomerUpdated",
  createdAt: "2026-11-20T10:15:00.000Z",
  publishedAt: "2026-11-20T10:15:00.000Z",
  publishedBy: "admin",
  requestId: "018dfe71-2880-7c3c-9321-38dc017d3ae7",
  traceParent: null,
  isTest: false,
  data: eventExample.event.data,
  webhooks: {
    items: [
      {
        webhookSubscriptionId: deliveryExample.webhookSubscriptionId,
        url: "https://example.com/webhooks",
        state: "active",
        isDeleted: false,
        matched: true,
        reason: null,
        message: null,
        at: null,
        delivery: deliveryExample,
      },
      {
        webhookSubscriptionId: "018dfe71-2880-7c3c-9321-38dc017d3ae8",
        url: "https://example.com/later",
        state: "active",
        isDeleted: false,
        matched: false,
        reason: "active_later",
        message: "The event happened before the time from which the webhook is active.",
        at: "2026-12-01T00:00:00.000Z",
        delivery: null,
      },
    ],
    total: { all: 2, filtered: 2, estimated: false },
    matched: 1,
  },
};

const parcelSchema = {
  type: "object",
  properties: {
    orderId: { type: "string", format: "uuid" },
    carrier: { enum: ["dhl", "ups"], description: "Who brings it" },
    weightKg: { type: ["number", "null"], exclusiveMinimum: 0 },
  },
  required: ["orderId", "carrier"],
};

const parcelEvent = {
  eventName: "ParcelShipped",
  title: "A parcel was shipped",
  description: "A parcel of an order left the warehouse.",
  category: "Logistics",
  schema: parcelSchema,
  example: { orderId: "018dfe71-2880-7c3c-9321-38dc017d3ae2", carrier: "dhl", weightKg: 1.5 },
};

export const newEventDefinitionExample = { eventDefinition: parcelEvent };

export const eventDefinitionExample = {
  ...parcelEvent,
  createdAt: "2026-11-20T10:15:00.000Z",
  updatedAt: "2026-11-20T10:15:00.000Z",
  version: 1,
};

export const attemptExample = {
  number: 1,
  trigger: "schedule",
  requestId: "018dfe71-2880-7c3c-9321-38dc017d3ae5",
  startedAt: "2026-11-20T10:15:00.011Z",
  timings: { dnsMs: 2.1, connectMs: 9.4, tlsMs: 12.6, firstByteMs: 16.2, totalMs: 41 },
  remoteAddress: "93.184.215.14",
  request: {
    method: "POST",
    url: "https://example.com/webhooks",
    headers: [
      { name: "content-type", value: "application/json" },
      { name: "X-My-Key", value: "••••••" },
    ],
    body: '{"messageId":"018dfe71-2880-7c3c-9321-38dc017d3ae3","requestId":"018dfe71-2880-7c3c-9321-38dc017d3ae5","eventName":"CustomerUpdated","storeCode":"DEFAULT","createdAt":"2026-11-20T10:15:00.000Z","data":{}}',
  },
  response: {
    statusCode: 200,
    headers: [{ name: "content-type", value: "text/plain" }],
    body: "ok",
    truncated: false,
  },
  errorCode: null,
  errorMessage: null,
};

export const resultExample = {
  deliveryId: "018dfe71-2880-7c3c-9321-38dc017d3ae3",
  state: "succeeded",
  statusCode: 200,
  durationMs: 41.2,
  responseBody: "ok",
  errorCode: null,
};

const replayRange = {
  webhookSubscriptionId: "018dfe71-2880-7c3c-9321-38dc017d3ae2",
  from: "2026-11-20T10:00:00.000Z",
  to: "2026-11-20T12:00:00.000Z",
  scope: "failures",
};

export const replaySelectionExample = { replay: replayRange };

export const newReplayExample = { replay: { ...replayRange, ratePerSecond: 20 } };

export const replayExample = {
  replayId: "018dfe71-2880-7c3c-9321-38dc017d3ae6",
  ...replayRange,
  eventNames: [],
  ratePerSecond: 20,
  state: "running",
  stateReason: null,
  total: 1200,
  isTotalExact: true,
  queued: 330,
  succeeded: 296,
  failed: 4,
  skipped: 0,
  progress: 0.25,
  createdBy: "admin",
  createdAt: "2026-11-20T12:10:00.000Z",
  completedAt: null,
};
