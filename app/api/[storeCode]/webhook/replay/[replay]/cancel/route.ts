import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { cancelReplay } from "#lib/replays/mutations.ts";

const cancel = defineRoute({
  operationId: "webhookReplayCancel",
  summary: "Cancel a replay",
  description: "What is queued is withdrawn; requests under way are not. One that is over already is a 409.",
  tags: ["Webhook replay"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  response: { 204: null },
  errors: [409],
  handler: ({ ctx, param }) => cancelReplay(ctx, param("replay")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: cancel });
