import { entityTag } from "#lib/http/core/entity-tag.ts";
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
  description: "The ETag of the answer is the version, for If-Match of a change.",
  tags: ["Achievement"],
  auth: "store",
  permission: ["CAMPAIGN", "VIEW"],
  response: { 200: AchievementDto },
  examples: { response: achievementExample },
  async handler({ ctx, param, headers }) {
    const achievement = await getAchievement(ctx, param("achievement"));
    headers.set("etag", entityTag(achievement.version));
    return achievement;
  },
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
  errors: [404, 409],
  examples: { request: { achievement: achievementBody } },
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    updateAchievement(ctx, param("achievement"), body, { expectedVersion }),
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
  errors: [404, 409],
  examples: { request: { achievement: { active: false } } },
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    patchAchievement(ctx, param("achievement"), body, { expectedVersion }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: details,
  PUT: update,
  PATCH: patch,
});
