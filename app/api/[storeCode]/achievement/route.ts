import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { ACHIEVEMENT_COLUMNS } from "#lib/loyalty/achievements/core/list-columns.ts";
import { listAchievements } from "#lib/loyalty/achievements/data.ts";
import { createAchievement } from "#lib/loyalty/achievements/mutations.ts";
import { AchievementListDto, CreatedAchievement, NewAchievement } from "#lib/loyalty/achievements/schema.ts";
import { achievementBody, achievementExample } from "./examples.ts";

const list = defineRoute({
  operationId: "achievementGetList",
  summary: "Get the achievements",
  tags: ["Achievement"],
  auth: "store",
  permission: ["CAMPAIGN", "VIEW"],
  query: listQuery(ACHIEVEMENT_COLUMNS),
  response: { 200: AchievementListDto },
  examples: {
    response: {
      items: [
        {
          achievementId: achievementExample.achievementId,
          name: "Seven days in a row",
          active: true,
          createdAt: achievementExample.createdAt,
        },
      ],
      total: { all: 1, filtered: 1, estimated: false },
    },
  },
  handler: ({ ctx, query }) => listAchievements(ctx, query),
});

const create = defineRoute({
  operationId: "achievementPost",
  summary: "Add an achievement",
  description:
    "Publishes AchievementCreated. An achievement is completed when all of its rules are, and then begins again as often as its limit allows. A rule is completed by reaching periodGoal in a calendar period (UTC), or in several periods in a row (consecutive). Each action counts one, or what aggregation.rule gives; a value of uniqueAttribute counts once in a period. A period that has reached its goal counts nothing more.",
  tags: ["Achievement"],
  auth: "store",
  permission: ["CAMPAIGN", "MODIFY"],
  body: wrapped("achievement", NewAchievement),
  response: { 200: CreatedAchievement },
  examples: {
    request: { achievement: achievementBody },
    response: { achievementId: achievementExample.achievementId },
  },
  handler: ({ ctx, body }) => createAchievement(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create });
