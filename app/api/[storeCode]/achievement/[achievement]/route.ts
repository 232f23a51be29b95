import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { getAchievement } from "#lib/loyalty/achievements/data.ts";
import { patchAchievement, updateAchievement } from "#lib/loyalty/achievements/mutations.ts";
import { AchievementDto, AchievementPatch, NewAchievement } from "#lib/loyalty/achievements/schema.ts";
import { achievementBody, achievementExample } from "../examples.ts";

const details = defineRoute({
  operationId: "achievementGet",
  summary: "Get an achievement",
  tags: ["Achievement"],
  auth: "store",
  permission: ["CAMPAIGN", "VIEW"],
  response: { 200: AchievementDto },
  examples: { response: achievementExample },
  handler: ({ ctx, param }) => getAchievement(ctx, param("achievement")),
});

const update = defineRoute({
  operationId: "achievementPut",
  summary: "Change an achievement",
  description:
    "Publishes AchievementUpdated when something changes. Rules keep what members reached by their achievementRuleId, or by their place.",
  tags: ["Achievement"],
  auth: "store",
  permission: ["CAMPAIGN", "MODIFY"],
  body: wrapped("achievement", NewAchievement),
  response: { 204: null },
  errors: [404],
  examples: { request: { achievement: achievementBody } },
  handler: ({ ctx, param, body }) => updateAchievement(ctx, param("achievement"), body),
});

const patch = defineRoute({
  operationId: "achievementPatch",
  summary: "Change a part of an achievement",
  description: "Publishes AchievementUpdated when something changes.",
  tags: ["Achievement"],
  auth: "store",
  permission: ["CAMPAIGN", "MODIFY"],
  body: wrapped("achievement", AchievementPatch),
  response: { 204: null },
  errors: [404],
  examples: { request: { achievement: { active: false } } },
  handler: ({ ctx, param, body }) => patchAchievement(ctx, param("achievement"), body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: details,
  PUT: update,
  PATCH: patch,
});
