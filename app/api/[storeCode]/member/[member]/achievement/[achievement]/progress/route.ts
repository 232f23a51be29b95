import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { editMemberProgress } from "#lib/loyalty/achievements/mutations.ts";
import { MemberProgressEdit } from "#lib/loyalty/achievements/schema.ts";

const edit = defineRoute({
  operationId: "achievementProgressMemberPatch",
  summary: "Set the progress of a member by hand",
  description:
    "Publishes MemberAchievementProgressWasChanged when something changes. Progress that completes the achievement does so.",
  tags: ["Achievement"],
  auth: "store",
  permission: ["CAMPAIGN", "MODIFY"],
  body: wrapped("memberProgress", MemberProgressEdit),
  response: { 204: null },
  errors: [404, 409],
  examples: {
    request: {
      memberProgress: {
        completedCount: 0,
        rules: [
          {
            achievementRuleId: "01989817-23a3-7f3d-a37c-bd0b0e1f2c39",
            currentPeriodValue: 1,
            completedConsecutivePeriods: 4,
          },
        ],
      },
    },
  },
  handler: ({ ctx, param, body }) => editMemberProgress(ctx, param("member"), param("achievement"), body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ PATCH: edit });
