import { aRollup, publishExample } from "#lib/testing/factories.ts";
import { heading, type Scene, testAccessible, type View } from "../support/accessibility.ts";
import { rows } from "../support/console-pages.ts";
import { expect } from "../support/fixtures.ts";
import { aFailedDelivery, webhooksInTrouble } from "../support/scenes.ts";

/** A store with a little of everything that the overview and the lists show. */
async function aBusyStore(scene: Scene): Promise<{ deliveryId: string }> {
  const { webhookId, deliveryId } = await aFailedDelivery(scene);
  await webhooksInTrouble(scene);
  for (const hoursAgo of [1, 2, 5]) {
    await aRollup(scene.services, scene.store, webhookId, {
      periodStart: new Date(Date.now() - hoursAgo * 3_600_000),
      attempts: 120,
      failedAttempts: hoursAgo,
      succeeded: 118,
      slowestMs: 300,
      latency: [0, 0, 0, 0, 60, 60],
    });
  }
  return { deliveryId };
}

const VIEWS: View[] = [
  {
    name: "the overview",
    open: async (scene) => {
      await aBusyStore(scene);
      await scene.page.goto("/");
      await expect(scene.page.locator(".recharts-surface")).toHaveCount(3);
      await scene.page.getByText("Show as table").first().click();
      await expect(scene.page.getByRole("table").first()).toBeVisible();
    },
  },
  {
    name: "the overview of an empty store",
    as: "viewer",
    open: async ({ page }) => {
      await page.goto("/");
      await expect(page.getByText("Nothing is sent yet")).toBeVisible();
    },
  },
  {
    name: "the list of webhooks with some chosen",
    open: async (scene) => {
      await aBusyStore(scene);
      await scene.page.goto("/settings/webhooks");
      await expect(rows(scene.page, "Webhooks")).toHaveCount(10);
      await rows(scene.page, "Webhooks").nth(1).getByRole("checkbox").check();
      await rows(scene.page, "Webhooks").nth(2).getByRole("checkbox").check();
      await expect(scene.page.getByText("2 webhooks selected")).toBeVisible();
    },
  },
  {
    name: "a delivery beside the log",
    open: async (scene) => {
      const { deliveryId } = await aBusyStore(scene);
      await publishExample(scene.services, scene.store, 2);
      await scene.page.goto(`/deliveries?delivery=${deliveryId}`);
      await expect(scene.page.getByRole("dialog", { name: "Delivery" })).toBeVisible();
      await expect(scene.page.getByRole("list", { name: "Lifecycle" })).toBeVisible();
    },
  },
  {
    name: "the command palette",
    open: async (scene) => {
      await aBusyStore(scene);
      await scene.page.goto("/deliveries");
      await heading(scene.page, "Deliveries");
      await scene.page.getByRole("button", { name: /^Search/ }).click();
      await scene.page.getByRole("combobox", { name: "Search" }).fill("example.com");
      await expect(scene.page.getByRole("option", { name: /Webhook/ }).first()).toBeVisible();
    },
  },
  {
    name: "the keyboard map",
    open: async ({ page }) => {
      await page.goto("/deliveries");
      await heading(page, "Deliveries");
      await page.getByRole("button", { name: "Keyboard" }).click();
      await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
    },
  },
];

testAccessible(VIEWS);
