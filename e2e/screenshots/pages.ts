import type { Page } from "@playwright/test";
import { heading } from "../support/accessibility.ts";
import { rows } from "../support/console-pages.ts";
import { expect } from "../support/fixtures.ts";
import type { ExampleStore } from "./example-store.ts";

/** "wide" is 1440 pixels, "phone" is 390. */
export type Variant = `${"wide" | "phone"}-${"light" | "dark"}`;

export type Shot = {
  /** Also the beginning of the picture's file name. */
  name: string;
  /**
   * Beside "wide-light": those that the documents have; "none" of what is there to be looked at only. With LOOK=all
   * everything is taken in all of them.
   */
  kept?: readonly Variant[] | "none";
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
  plain("catalogue-own-event", ({ eventName }) => `/catalogue/${eventName}`),
  plain("catalogue-own-event-edit", ({ eventName }) => `/catalogue/${eventName}/edit`, "none"),
  plain("catalogue-new", () => "/catalogue/new"),
  plain("inbox", () => "/inbox"),
  plain("members", () => "/members", ["wide-dark", "phone-light"]),
  plain("member", ({ programme }) => `/members/${programme.memberId}`, ["phone-light"]),
  plain("member-wallet", ({ programme }) => `/members/${programme.memberId}/wallet`, ["wide-dark"]),
  plain("member-transactions", ({ programme }) => `/members/${programme.memberId}/transactions`),
  plain("member-rewards", ({ programme }) => `/members/${programme.memberId}/rewards`),
  plain("member-achievements", ({ programme }) => `/members/${programme.memberId}/achievements`),
  plain("member-events", ({ programme }) => `/members/${programme.memberId}/events`),
  plain("member-edit", ({ programme }) => `/members/${programme.memberId}/edit`, "none"),
  plain("member-new", () => "/members/new"),
  plain("transactions", () => "/transactions"),
  plain("transaction", ({ programme }) => `/transactions/${programme.matchedTransactionId}`),
  plain("transaction-unmatched", ({ programme }) => `/transactions/${programme.transactionId}`, "none"),
  plain("transaction-new", () => "/transactions/new"),
  plain("rewards", () => "/rewards"),
  plain("reward", ({ programme }) => `/rewards/${programme.rewardId}`),
  plain("reward-edit", ({ programme }) => `/rewards/${programme.rewardId}/edit`, "none"),
  plain("reward-new", () => "/rewards/new"),
  plain("redemptions", () => "/redemptions"),
  plain("redemption", ({ programme }) => `/redemptions/${programme.redemptionId}`),
  plain("campaigns", () => "/campaigns"),
  plain("campaign", ({ programme }) => `/campaigns/${programme.campaignId}`),
  plain("campaign-edit", ({ programme }) => `/campaigns/${programme.campaignId}/edit`, "none"),
  plain("campaign-new", () => "/campaigns/new"),
  plain("achievements", () => "/achievements"),
  plain("achievement", ({ programme }) => `/achievements/${programme.achievementId}`),
  plain("achievement-events", ({ programme }) => `/achievements/${programme.achievementId}/events`, "none"),
  plain("achievement-edit", ({ programme }) => `/achievements/${programme.achievementId}/edit`, "none"),
  plain("achievement-new", () => "/achievements/new"),
  plain("imports", () => "/imports"),
  plain("import", ({ importId }) => `/imports/${importId}`),
  plain("import-new", () => "/imports/new"),
  plain("tiers", () => "/settings/programme/tiers"),
  plain("tier-set", ({ tierSetId }) => `/settings/programme/tiers/${tierSetId}`, ["phone-light"]),
  plain("tier-set-edit", ({ tierSetId }) => `/settings/programme/tiers/${tierSetId}/edit`, "none"),
  plain("tier-set-new", () => "/settings/programme/tiers/new"),
  plain("wallet-types", () => "/settings/programme/wallet-types"),
  plain("wallet-type", ({ walletTypeId }) => `/settings/programme/wallet-types/${walletTypeId}`),
  plain("wallet-type-new", () => "/settings/programme/wallet-types/new", "none"),
  plain("custom-events", () => "/settings/programme/custom-events"),
  plain("custom-event", () => "/settings/programme/custom-events/app_login"),
  plain("custom-event-new", () => "/settings/programme/custom-events/new", "none"),
  plain("expiring-notifications", () => "/settings/expiring-notifications"),
  plain("api-keys", () => "/settings/api-keys"),
  plain("administrators", () => "/settings/administrators"),
  plain("audit", () => "/settings/audit"),
  plain("profile", () => "/settings/profile"),
];

/** A page that shows itself: its heading is there, and so is what it says. */
function plain(name: string, path: (store: ExampleStore) => string, kept: Shot["kept"] = []): Shot {
  return {
    name,
    kept,
    open: async (page, store) => {
      await page.goto(path(store));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    },
  };
}
