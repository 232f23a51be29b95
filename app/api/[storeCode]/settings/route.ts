import { z } from "zod";
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
  tags: ["Settings"],
  auth: "store",
  permission: ["SETTINGS", "VIEW"],
  response: { 200: Settings },
  examples: { response: { settings: settingsExample } },
  handler: async ({ ctx }) => ({ settings: await getSettings(ctx) }),
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
  examples: {
    request: { settings: { expirePointsNotificationDays: 10 } },
    response: { settings: settingsExample },
  },
  handler: async ({ ctx, body }) => ({ settings: await changeSettings(ctx, body) }),
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
  examples: {
    request: { settings: { expirePointsNotificationDays: 10 } },
    response: { settings: settingsExample },
  },
  handler: async ({ ctx, body }) => ({ settings: await changeSettings(ctx, body) }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: read,
  POST: post,
  PATCH: patch,
});
