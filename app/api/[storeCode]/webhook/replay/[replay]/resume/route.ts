import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { resumeReplay } from "#lib/replays/mutations.ts";

const resume = defineRoute({
  operationId: "webhookReplayResume",
  summary: "Resume a replay",
  description: "It goes on where it was paused. One that is over already is a 409.",
  tags: ["Webhook replay"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  response: { 204: null },
  errors: [409],
  handler: ({ ctx, param }) => resumeReplay(ctx, param("replay")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: resume });
