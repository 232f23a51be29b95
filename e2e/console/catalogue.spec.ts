import { aWebhook } from "#lib/testing/factories.ts";
import { expect, test } from "../support/fixtures.ts";

test("an event is found in the catalogue, read, and subscribed to", async ({ page, services, store }) => {
  await aWebhook(services, store, { url: "https://example.com/" });
  await page.goto("/catalogue");
  const items = page.getByRole("main").getByRole("listitem");
  await expect(page.getByText(/^\d+ events$/)).toBeVisible();
  await page.getByRole("searchbox", { name: "Search events" }).fill("available points");
  await expect(items).toHaveCount(1);
  await expect(items).toContainText("1 webhook listens");
  await expect(page).toHaveURL(/\?q=available/);
  await page.getByRole("link", { name: "AvailablePointsAmountChanged", exact: true }).click();

  await expect(page.getByRole("heading", { level: 1, name: "AvailablePointsAmountChanged" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Fields of data" })).toContainText("amountChange");
  await page.getByRole("tab", { name: "JSON Schema" }).click();
  await expect(page.getByRole("tabpanel").first()).toContainText('"properties"');
  await expect(page.getByRole("tabpanel").last()).toContainText('"messageId"');
  await page.getByRole("tab", { name: "Legacy" }).click();
  await expect(page.getByRole("tabpanel").last()).toContainText("account.available_points_amount_changed");
  await page.getByRole("tab", { name: "Mage, points.earned" }).click();
  await expect(page.getByRole("tabpanel").last()).toContainText('"shop"');
  await page.getByRole("link", { name: "Subscribe" }).click();
  await expect(page.getByRole("combobox", { name: "Events" })).toContainText("AvailablePointsAmountChanged");
});
