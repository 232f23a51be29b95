import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { pauseReplay } from "#lib/replays/mutations.ts";

const pause = defineRoute({
  operationId: "webhookReplayPause",
  summary: "Pause a replay",
  description: "What is queued waits until it is resumed. One that is over already is a 409.",
  tags: ["Webhook replay"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  response: { 204: null },
  errors: [409],
  handler: ({ ctx, param }) => pauseReplay(ctx, param("replay")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: pause });
