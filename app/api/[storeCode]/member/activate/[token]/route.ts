import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { activateByCode } from "#lib/loyalty/members/self-service.ts";

const post = defineRoute({
  operationId: "memberPostActivateByToken",
  summary: "Activate a member with a token",
  description: "Open to everybody: the code of the event says who. It works once, for 24 hours.",
  tags: ["Member"],
  auth: "public",
  response: { 204: null },
  errors: [429],
  handler: ({ ctx, param }) => activateByCode(ctx, param("token")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
