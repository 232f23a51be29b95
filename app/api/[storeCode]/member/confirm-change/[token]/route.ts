import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { confirmChange } from "#lib/loyalty/members/self-service.ts";

const post = defineRoute({
  operationId: "memberPostConfirmChange",
  summary: "Confirm change with a token",
  description:
    "Open to everybody: the code of CustomerEmailWasChanged or CustomerPhoneNumberWasChanged says whose address or number it is. It works once, for 24 hours.",
  tags: ["Member"],
  auth: "public",
  response: { 204: null },
  errors: [429],
  handler: ({ ctx, param }) => confirmChange(ctx, param("token")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
