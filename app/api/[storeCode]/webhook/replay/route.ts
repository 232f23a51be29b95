import { Answer, defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { REPLAY_COLUMNS } from "#lib/replays/core/list-columns.ts";
import { listReplays } from "#lib/replays/data.ts";
import { startReplay } from "#lib/replays/mutations.ts";
import { NewReplay, ReplayDto, ReplayListDto } from "#lib/replays/schema.ts";
import { newReplayExample, replayExample } from "../examples.ts";

const list = defineRoute({
  operationId: "webhookReplayGetList",
  summary: "Get the replays",
  tags: ["Webhook replay"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "VIEW"],
  query: listQuery(REPLAY_COLUMNS),
  response: { 200: ReplayListDto },
  examples: { response: { items: [replayExample], total: { all: 1, filtered: 1, estimated: false } } },
  handler: ({ ctx, query }) => listReplays(ctx, query),
});

const start = defineRoute({
  operationId: "webhookReplayPost",
  summary: "Send a time range to a webhook again",
  description:
    'A durable job. "failures" sends again the deliveries of the range whose last attempt failed and that are not retried any more; "everything" sends again every delivery that is over, and events that the webhook would be sent today and has no delivery of, for instance because it was disabled. The range is that of the deliveries\' createdAt. A repeat keeps its deliveryId, which is the messageId and the webhook-id header, so that a receiver can drop what it has; it is tried once. Pending deliveries and tests are left alone. A webhook has one replay at a time (409).',
  tags: ["Webhook replay"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  body: wrapped("replay", NewReplay),
  response: { 202: ReplayDto },
  errors: [404, 409],
  examples: { request: newReplayExample, response: replayExample },
  handler: async ({ ctx, body }) => new Answer(202, await startReplay(ctx, body)),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: start });
