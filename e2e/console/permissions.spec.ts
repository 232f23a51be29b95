import { aStore, aWebhook, publishExample } from "#lib/testing/factories.ts";
import { rows } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";

/** Every button that changes something, by the names that it has anywhere. */
const CHANGING =
  /^(Add New Webhook|Pause|Resume|Edit|Send test|Preview|Pause replay|More actions|Retry now|Stop retrying|Delete|Save .*|Actions for .*)$/;

test.describe("an administrator who may only look", () => {
  test.use({ as: "viewer" });

  test("sees webhooks and deliveries, and no button that would be refused", async ({
    page,
    services,
    store,
    receiver,
  }) => {
    const webhook = await aWebhook(services, store, { url: receiver.url, state: "paused" });
    const [eventId = ""] = await publishExample(services, store);
    const { id } = await services.db.prisma.delivery.findFirstOrThrow({ where: { eventId } });
    const pages: [string, string][] = [
      ["/settings/webhooks", "Webhooks"],
      [`/settings/webhooks/${webhook.id}`, "AvailablePointsAmountChanged"],
      [`/settings/webhooks/${webhook.id}/settings`, "AvailablePointsAmountChanged"],
      [`/settings/webhooks/${webhook.id}/replays`, "AvailablePointsAmountChanged"],
      [`/settings/webhooks/${webhook.id}/secrets`, "AvailablePointsAmountChanged"],
      [`/settings/webhooks/${webhook.id}/audit`, "AvailablePointsAmountChanged"],
      ["/events", "Events"],
      [`/events/${eventId}`, "AvailablePointsAmountChanged"],
      ["/deliveries", "Deliveries"],
      [`/deliveries/${id}`, "AvailablePointsAmountChanged"],
    ];
    for (const [path, heading] of pages) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await expect(page.getByRole("main").getByRole("button", { name: CHANGING }), path).toHaveCount(0);
      await expect(page.getByRole("main").getByRole("link", { name: CHANGING }), path).toHaveCount(0);
    }
  });

  test("is told so on a page that is for changing, and nothing can be saved there", async ({ page }) => {
    await page.goto("/settings/webhooks/new");
    await expect(page.getByText(/^You may not .+ of this store$/)).toBeVisible();
    await expect(page.getByRole("button", { name: CHANGING })).toHaveCount(0);
  });
});

test.describe("another store", () => {
  test.use({ allowedComplaints: [/404/] });

  test("shows nothing of itself to somebody who has no role there", async ({ page, services }) => {
    const other = await aStore(services);
    const webhook = await aWebhook(services, other, { url: "https://example.com/theirs", state: "paused" });
    const [eventId = ""] = await publishExample(services, other);
    const { id } = await services.db.prisma.delivery.findFirstOrThrow({ where: { eventId } });
    await page.goto("/settings/webhooks");
    await expect(page.getByText("No webhooks yet")).toBeVisible();
    for (const path of [
      `/settings/webhooks/${webhook.id}`,
      `/settings/webhooks/${webhook.id}/settings`,
      `/settings/webhooks/${webhook.id}/secrets`,
      `/settings/webhooks/${webhook.id}/audit`,
      `/deliveries/${id}`,
      `/events/${eventId}`,
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("main")).not.toContainText("AvailablePointsAmountChanged");
      await expect(page.getByRole("main")).not.toContainText("example.com/theirs");
    }
    await page.goto("/deliveries");
    await expect(page.getByRole("heading", { level: 1, name: "Deliveries" })).toBeVisible();
    await expect(rows(page, "Deliveries")).toHaveCount(0);
  });
});
