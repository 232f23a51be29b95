import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { getReplay } from "#lib/replays/data.ts";
import { ReplayDto } from "#lib/replays/schema.ts";
import { replayExample } from "../../examples.ts";

const details = defineRoute({
  operationId: "webhookReplayGet",
  summary: "Get a replay and how far it is",
  tags: ["Webhook replay"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "VIEW"],
  response: { 200: ReplayDto },
  examples: { response: replayExample },
  handler: ({ ctx, param }) => getReplay(ctx, param("replay")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: details });
