import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { ACHIEVEMENT_COLUMNS } from "#lib/loyalty/achievements/core/list-columns.ts";
import { listMemberAchievements } from "#lib/loyalty/achievements/data.ts";
import { MemberAchievementListDto } from "#lib/loyalty/achievements/schema.ts";
import { memberAchievementExample } from "../../../achievement/examples.ts";

const list = defineRoute({
  operationId: "achievementProgressMember",
  summary: "Get how far a member is with the achievements",
  description: "The active ones. A member gets his or her own.",
  tags: ["Achievement"],
  auth: "either",
  permission: ["CAMPAIGN", "VIEW"],
  query: listQuery(ACHIEVEMENT_COLUMNS),
  response: { 200: MemberAchievementListDto },
  errors: [404],
  examples: {
    response: {
      items: [memberAchievementExample],
      total: { all: 1, filtered: 1, estimated: false },
    },
  },
  handler: ({ ctx, param, query }) => listMemberAchievements(ctx, param("member"), query),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list });
