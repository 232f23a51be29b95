import type { Page } from "@playwright/test";
import { heading } from "../support/accessibility.ts";
import { rows } from "../support/console-pages.ts";
import { expect } from "../support/fixtures.ts";
import type { ExampleStore } from "./example-store.ts";

/** "wide" is 1440 pixels, "phone" is 390. */
export type Variant = "wide-light" | "wide-dark" | "phone-light" | "phone-dark";

export type Shot = {
  /** Also the beginning of the picture's file name. */
  name: string;
  variants: readonly Variant[];
  /** Ends with what the picture shows. */
  open: (page: Page, store: ExampleStore) => Promise<void>;
};

/** Every page of the console that has a picture. One more is an entry more. */
export const SHOTS: readonly Shot[] = [
  {
    name: "overview",
    variants: ["wide-light", "wide-dark", "phone-light"],
    open: async (page) => {
      await page.goto("/");
      await heading(page, "Overview");
      await expect(page.locator(".recharts-surface")).toHaveCount(3);
    },
  },
  {
    name: "webhooks",
    variants: ["wide-light", "wide-dark", "phone-light"],
    open: async (page) => {
      await page.goto("/settings/webhooks");
      await expect(rows(page, "Webhooks")).toHaveCount(8);
    },
  },
  {
    name: "deliveries",
    variants: ["wide-light"],
    open: async (page) => {
      await page.goto("/deliveries");
      await expect(rows(page, "Deliveries").first()).toBeVisible();
    },
  },
  {
    name: "delivery-sheet",
    variants: ["wide-light", "wide-dark"],
    open: async (page, { failedDeliveryId }) => {
      await page.goto(`/deliveries?delivery=${failedDeliveryId}`);
      await expect(page.getByRole("list", { name: "Lifecycle" })).toBeVisible();
    },
  },
  {
    name: "delivery",
    variants: ["wide-light", "phone-light"],
    open: async (page, { failedDeliveryId }) => {
      await page.goto(`/deliveries/${failedDeliveryId}`);
      await heading(page, "AvailablePointsAmountChanged");
    },
  },
  {
    name: "command-palette",
    variants: ["wide-light"],
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
    variants: ["wide-light", "phone-dark"],
    open: async (page, { webhookId }) => {
      await page.goto(`/settings/webhooks/${webhookId}`);
      await heading(page, "AvailablePointsAmountChanged");
      await expect(page.locator(".recharts-surface").first()).toBeVisible();
    },
  },
  plain("webhook-secrets", ({ webhookId }) => `/settings/webhooks/${webhookId}/secrets`),
  plain("webhook-new", () => "/settings/webhooks/new"),
  plain("events", () => "/events"),
  plain("event", ({ eventId }) => `/events/${eventId}`),
  plain("catalogue", () => "/catalogue"),
  plain("catalogue-event", () => "/catalogue/AvailablePointsAmountChanged"),
  plain("inbox", () => "/inbox"),
  plain("api-keys", () => "/settings/api-keys"),
  plain("administrators", () => "/settings/administrators"),
  plain("audit", () => "/settings/audit"),
];

/** A page that shows itself: its heading is there, and so is what it says. */
function plain(name: string, path: (store: ExampleStore) => string): Shot {
  return {
    name,
    variants: ["wide-light"],
    open: async (page, store) => {
      await page.goto(path(store));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    },
  };
}
