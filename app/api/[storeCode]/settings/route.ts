import { z } from "zod";
import { entityTag } from "#lib/http/core/entity-tag.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { getSettings } from "#lib/loyalty/settings/data.ts";
import { changeSettings } from "#lib/loyalty/settings/mutations.ts";
import { SettingsChange, SettingsDto } from "#lib/loyalty/settings/schema.ts";
import { settingsExample } from "../loyalty-examples.ts";

const Settings = z.object({ settings: SettingsDto });

const read = defineRoute({
  operationId: "settingsGetList",
  summary: "Return settings",
  description: "The ETag of the answer is the version, for If-Match of a change.",
  tags: ["Settings"],
  auth: "store",
  permission: ["SETTINGS", "VIEW"],
  response: { 200: Settings },
  examples: { response: { settings: settingsExample } },
  async handler({ ctx, headers }) {
    const settings = await getSettings(ctx);
    headers.set("etag", entityTag(settings.version));
    return { settings };
  },
});

const post = defineRoute({
  operationId: "settingsPost",
  summary: "Set settings",
  description:
    "What is left out stays as it is. Days before units, coupons or tiers expire; null or 0: nobody is told.",
  tags: ["Settings"],
  auth: "store",
  permission: ["SETTINGS", "MODIFY"],
  body: wrapped("settings", SettingsChange),
  response: { 200: Settings },
  errors: [409],
  examples: {
    request: { settings: { expirePointsNotificationDays: 10 } },
    response: { settings: settingsExample },
  },
  takesIfMatch: true,
  handler: async ({ ctx, body, expectedVersion }) => ({
    settings: await changeSettings(ctx, body, { expectedVersion }),
  }),
});

const patch = defineRoute({
  operationId: "settingsPatch",
  summary: "Update settings",
  description:
    "What is left out stays as it is. Days before units, coupons or tiers expire; null or 0: nobody is told.",
  tags: ["Settings"],
  auth: "store",
  permission: ["SETTINGS", "MODIFY"],
  body: wrapped("settings", SettingsChange),
  response: { 200: Settings },
  errors: [409],
  examples: {
    request: { settings: { expirePointsNotificationDays: 10 } },
    response: { settings: settingsExample },
  },
  takesIfMatch: true,
  handler: async ({ ctx, body, expectedVersion }) => ({
    settings: await changeSettings(ctx, body, { expectedVersion }),
  }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: read,
  POST: post,
  PATCH: patch,
});
