import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { bare } from "#lib/http/request-body.ts";
import { NewPassword } from "#lib/loyalty/members/schema.ts";
import { setPassword } from "#lib/loyalty/members/self-service.ts";

const post = defineRoute({
  operationId: "memberPostSetPassword",
  summary: "Add the member’s password",
  description: "Sessions of the member end.",
  tags: ["Member"],
  auth: "either",
  permission: ["CUSTOMER", "MODIFY"],
  body: bare(NewPassword),
  response: { 204: null },
  examples: { request: { plainPassword: "a good long password" } },
  handler: ({ ctx, param, body }) => setPassword(ctx, param("member"), body.plainPassword),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
