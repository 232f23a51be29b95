import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { registerMember } from "#lib/loyalty/members/mutations.ts";
import { NewMemberDto, NewRegistration } from "#lib/loyalty/members/schema.ts";
import { memberExample, newMemberExample } from "../../loyalty-examples.ts";

const post = defineRoute({
  operationId: "memberPostRegister",
  summary: "Register a member",
  description:
    "Open to everybody. The member becomes active with the code of the event CustomerWasRegisteredWithoutActivation.",
  tags: ["Member"],
  auth: "public",
  body: wrapped("customer", NewRegistration),
  response: { 200: NewMemberDto },
  errors: [429],
  examples: {
    request: { customer: { ...newMemberExample, agreement1: true, plainPassword: "a good long password" } },
    response: { customerId: memberExample.customerId, email: memberExample.email },
  },
  handler: ({ ctx, body }) => registerMember(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ POST: post });
