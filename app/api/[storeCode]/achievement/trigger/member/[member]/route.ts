import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { TRIGGER_COLUMNS } from "#lib/loyalty/achievements/core/list-columns.ts";
import { listMemberTriggers } from "#lib/loyalty/achievements/data.ts";
import { TriggerListDto } from "#lib/loyalty/achievements/schema.ts";
import { achievementExample } from "../../../examples.ts";

const list = defineRoute({
  operationId: "achievementMemberTriggers",
  summary: "Get what counted towards the achievements of a member",
  description: "A member gets his or her own.",
  tags: ["Achievement"],
  auth: "either",
  permission: ["CAMPAIGN", "VIEW"],
  query: listQuery(TRIGGER_COLUMNS),
  response: { 200: TriggerListDto },
  errors: [404],
  examples: {
    response: {
      items: [
        {
          achievementId: achievementExample.achievementId,
          achievementName: "Seven days in a row",
          ruleId: "01989817-23a3-7f3d-a37c-bd0b0e1f2c39",
          triggerId: "019a90b9-88cc-7e3c-b177-23a2c20dd9ad",
          createdAt: "2026-11-17T07:31:09.000Z",
        },
      ],
      total: { all: 1, filtered: 1, estimated: false },
    },
  },
  handler: ({ ctx, param, query }) => listMemberTriggers(ctx, param("member"), query),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list });
