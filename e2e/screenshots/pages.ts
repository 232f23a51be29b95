import type { Page } from "@playwright/test";
import { heading } from "../support/accessibility.ts";
import { rows } from "../support/console-pages.ts";
import { expect } from "../support/fixtures.ts";
import type { ExampleStore } from "./example-store.ts";

/** "wide" is 1440 pixels, "phone" is 390. */
export const VARIANTS = ["wide-light", "wide-dark", "phone-light", "phone-dark"] as const;
export type Variant = (typeof VARIANTS)[number];

export type Shot = {
  /** Also the beginning of the picture's file name. */
  name: string;
  /** Beside "wide-light": those that the documents have. Each page is taken in all of them, to be looked at. */
  kept?: readonly Variant[];
  /** Ends with what the picture shows. */
  open: (page: Page, store: ExampleStore) => Promise<void>;
};

/** Every page of the console. One more is an entry more. */
export const SHOTS: readonly Shot[] = [
  {
    name: "overview",
    kept: ["wide-dark", "phone-light"],
    open: async (page) => {
      await page.goto("/");
      await heading(page, "Overview");
      await expect(page.locator(".recharts-surface")).toHaveCount(3);
    },
  },
  {
    name: "webhooks",
    kept: ["wide-dark", "phone-light"],
    open: async (page) => {
      await page.goto("/settings/webhooks");
      await expect(rows(page, "Webhooks")).toHaveCount(8);
    },
  },
  {
    name: "deliveries",
    open: async (page) => {
      await page.goto("/deliveries");
      await expect(rows(page, "Deliveries").first()).toBeVisible();
    },
  },
  {
    name: "delivery-sheet",
    open: async (page, { failedDeliveryId }) => {
      await page.goto(`/deliveries?delivery=${failedDeliveryId}`);
      await expect(page.getByRole("list", { name: "Lifecycle" })).toBeVisible();
    },
  },
  {
    name: "delivery",
    open: async (page, { failedDeliveryId }) => {
      await page.goto(`/deliveries/${failedDeliveryId}`);
      await heading(page, "AvailablePointsAmountChanged");
    },
  },
  {
    name: "command-palette",
    open: async (page) => {
      await page.goto("/deliveries");
      await heading(page, "Deliveries");
      await page.getByRole("button", { name: /^Search/ }).click();
      await page.getByRole("combobox", { name: "Search" }).fill("example.com");
      await expect(page.getByRole("option", { name: /Webhook/ }).first()).toBeVisible();
    },
  },
  {
    name: "webhook",
    open: async (page, { webhookId }) => {
      await page.goto(`/settings/webhooks/${webhookId}`);
      await heading(page, "AvailablePointsAmountChanged");
      await expect(page.locator(".recharts-surface").first()).toBeVisible();
    },
  },
  plain("webhook-deliveries", ({ webhookId }) => `/settings/webhooks/${webhookId}/deliveries`),
  plain("webhook-replays", ({ webhookId }) => `/settings/webhooks/${webhookId}/replays`),
  plain("webhook-secrets", ({ webhookId }) => `/settings/webhooks/${webhookId}/secrets`),
  plain("webhook-settings", ({ webhookId }) => `/settings/webhooks/${webhookId}/settings`),
  plain("webhook-audit", ({ webhookId }) => `/settings/webhooks/${webhookId}/audit`),
  plain("webhook-new", () => "/settings/webhooks/new"),
  plain("events", () => "/events"),
  plain("event", ({ eventId }) => `/events/${eventId}`),
  plain("catalogue", () => "/catalogue"),
  plain("catalogue-event", () => "/catalogue/AvailablePointsAmountChanged"),
  plain("inbox", () => "/inbox"),
  plain("members", () => "/members"),
  plain("member", ({ programme }) => `/members/${programme.memberId}`),
  plain("member-wallet", ({ programme }) => `/members/${programme.memberId}/wallet`),
  plain("member-events", ({ programme }) => `/members/${programme.memberId}/events`),
  plain("transactions", () => "/transactions"),
  plain("transaction", ({ programme }) => `/transactions/${programme.matchedTransactionId}`),
  plain("rewards", () => "/rewards"),
  plain("reward", ({ programme }) => `/rewards/${programme.rewardId}`),
  plain("redemptions", () => "/redemptions"),
  plain("campaign", ({ programme }) => `/campaigns/${programme.campaignId}`),
  plain("campaign-edit", ({ programme }) => `/campaigns/${programme.campaignId}/edit`),
  plain("achievement", ({ programme }) => `/achievements/${programme.achievementId}`),
  plain("expiring-notifications", () => "/settings/expiring-notifications"),
  plain("api-keys", () => "/settings/api-keys"),
  plain("administrators", () => "/settings/administrators"),
  plain("audit", () => "/settings/audit"),
  plain("profile", () => "/settings/profile"),
];

/** A page that shows itself: its heading is there, and so is what it says. */
function plain(name: string, path: (store: ExampleStore) => string): Shot {
  return {
    name,
    open: async (page, store) => {
      await page.goto(path(store));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    },
  };
}
