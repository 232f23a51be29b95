import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { getCustomEvent } from "#lib/loyalty/custom-events/data.ts";
import { CustomEventDto } from "#lib/loyalty/custom-events/schema.ts";
import { customEventExample } from "../examples.ts";

const details = defineRoute({
  operationId: "customEventGet",
  summary: "Get a custom event",
  tags: ["Custom event"],
  auth: "store",
  permission: ["CUSTOM_EVENT", "VIEW"],
  response: { 200: CustomEventDto },
  examples: { response: customEventExample },
  handler: ({ ctx, param }) => getCustomEvent(ctx, param("customEvent")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: details });
