import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { previewReplay } from "#lib/replays/data.ts";
import { ReplayPreviewDto, ReplaySelection } from "#lib/replays/schema.ts";
import { replaySelectionExample } from "../../examples.ts";

const preview = defineRoute({
  operationId: "webhookReplayPreview",
  summary: "Count what a replay would send",
  description: "Sends nothing. Large ranges are not counted to their end: isExact is false then.",
  tags: ["Webhook replay"],
  auth: "store",
  permission: ["WEBHOOK_SUBSCRIPTION", "MODIFY"],
  body: wrapped("replay", ReplaySelection),
  response: { 200: ReplayPreviewDto },
  errors: [404],
  examples: {
    request: replaySelectionExample,
    response: { total: 1204, isExact: true, repeats: 1200, neverSent: 4, pending: 17 },
  },
  handler: ({ ctx, body }) => previewReplay(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: preview });
