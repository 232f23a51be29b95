import { aWebhook, publishExample } from "#lib/testing/factories.ts";
import { rows } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";

test("a delivery opens beside the log, is linked to, and the next one is a key away", async ({
  page,
  services,
  store,
  receiver,
}) => {
  await aWebhook(services, store, { url: receiver.url });
  await publishExample(services, store, 3);
  const ended = () =>
    services.db.prisma.delivery.findMany({ where: { storeId: store.id, state: "succeeded" } });
  await expect.poll(async () => (await ended()).length, { timeout: 15_000 }).toBe(3);
  const ids = (await ended()).map(({ id }) => id).sort((a, b) => (a < b ? 1 : -1));

  await page.goto("/deliveries?state=succeeded");
  await rows(page, "Deliveries").first().getByRole("link").first().click();
  const sheet = page.getByRole("dialog", { name: "Delivery" });
  await expect(sheet.getByText(ids[0] ?? "")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`state=succeeded&delivery=${ids[0]}$`));
  await expect(sheet).toContainText("1 of 3 on this page");
  await expect(sheet.getByRole("button", { name: "Previous delivery" })).toBeDisabled();
  await page.keyboard.press("j");
  await expect(sheet.getByText(ids[1] ?? "")).toBeVisible();
  await page.keyboard.press("k");
  await expect(sheet.getByText(ids[0] ?? "")).toBeVisible();

  await page.reload();
  await expect(sheet.getByText(ids[0] ?? "")).toBeVisible();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await sheet.getByRole("button", { name: "Copy link" }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(new RegExp(`/deliveries/${ids[0]}$`));
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page).toHaveURL(/\/deliveries\?state=succeeded$/);
});

test("all deliveries that match are cancelled, then sent again, with their number in the question", async ({
  page,
  services,
  store,
  receiver,
}) => {
  const { id: webhookId } = await aWebhook(services, store, { url: receiver.url, state: "paused" });
  await publishExample(services, store, 27);
  const count = (state: "pending" | "cancelled" | "succeeded") =>
    services.db.prisma.delivery.count({ where: { subscriptionId: webhookId, state } });

  await page.goto("/deliveries?state=pending");
  await expect(rows(page, "Deliveries")).toHaveCount(20);
  await page.getByRole("checkbox", { name: "Select all rows of this page" }).check();
  const bar = page.getByRole("region", { name: "Selected rows" });
  await expect(bar).toContainText("20 deliveries selected");
  await bar.getByRole("button", { name: "Select all 27 that match" }).click();
  await bar.getByRole("button", { name: "Stop retrying" }).click();
  const dialog = page.getByRole("dialog", { name: "Stop retrying 27 deliveries?" });
  await dialog.getByRole("button", { name: "Stop retrying 27 deliveries" }).click();
  await expect(page.getByText("27 deliveries are cancelled")).toBeVisible();
  expect(await count("cancelled")).toBe(27);

  await page.goto("/deliveries?state=cancelled&pageSize=50");
  await expect(rows(page, "Deliveries")).toHaveCount(27);
  await rows(page, "Deliveries").first().getByRole("checkbox").check();
  await rows(page, "Deliveries").nth(1).getByRole("checkbox").check();
  await bar.getByRole("button", { name: "Retry", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Retry 2 deliveries" }).click();
  await expect(page.getByText("2 deliveries are sent again")).toBeVisible();
  expect(await services.db.prisma.deliveryDue.count({ where: { subscriptionId: webhookId } })).toBe(2);

  await page.goto(`/settings/webhooks/${webhookId}`);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect.poll(() => count("succeeded"), { timeout: 20_000 }).toBe(2);
  expect(receiver.requests).toHaveLength(2);
});

test("a status says what it means when it is pressed", async ({ page, services, store, receiver }) => {
  await aWebhook(services, store, { url: receiver.url });
  receiver.answerAlways({ status: 503 });
  await publishExample(services, store);
  const failed = () =>
    services.db.prisma.delivery.count({ where: { storeId: store.id, lastStatusCode: 503 } });
  await expect.poll(failed).toBe(1);
  await page.goto("/deliveries?status=503");
  const row = rows(page, "Deliveries").first();
  await row.getByRole("button", { name: /^503 Server error ?: what does this mean\?/ }).click();
  await expect(page.getByRole("dialog")).toContainText("The receiver is not available at the moment.");
});

test.describe("somebody who may only look", () => {
  test.use({ as: "viewer" });

  test("reads a delivery beside the log, and has nothing to choose or to send", async ({
    page,
    services,
    store,
    receiver,
  }) => {
    await aWebhook(services, store, { url: receiver.url, state: "paused" });
    await publishExample(services, store);
    await page.goto("/deliveries");
    await rows(page, "Deliveries").first().getByRole("link").first().click();
    const sheet = page.getByRole("dialog", { name: "Delivery" });
    await expect(sheet.getByRole("list", { name: "Lifecycle" })).toBeVisible();
    await expect(page.getByRole("button", { name: /Retry|Stop retrying/ })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("checkbox")).toHaveCount(0);
  });
});
