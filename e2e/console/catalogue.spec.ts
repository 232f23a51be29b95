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

test("an event of the store's own is defined, subscribed to, changed, and deleted once nobody listens", async ({
  page,
  services,
  store,
}) => {
  await page.goto("/catalogue");
  await page.getByRole("link", { name: "Define an event" }).click();
  const form = page.getByRole("form", { name: "Event" });
  await form.getByLabel("Name").fill("ParcelShipped");
  await form.getByLabel("Title").fill("A parcel left");
  await form.getByLabel("Category").fill("Logistics");
  const schema = form.getByLabel("JSON Schema of the data");
  const save = form.getByRole("button", { name: "Define event" });

  await schema.fill('{"type": "object", ');
  await save.click();
  await expect(form.getByText(/^Line 1, column 20: /)).toBeVisible();
  await schema.fill('{"type": "object", "properties": {"id": {"type": "text"}}}');
  await save.click();
  await expect(form.getByRole("alert")).toContainText("properties.id.type");
  await schema.fill(
    '{"type": "object", "properties": {"id": {"type": "string", "description": "Its number"}}}',
  );
  await save.click();

  await expect(page.getByRole("heading", { level: 1, name: "ParcelShipped" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Fields of data" })).toContainText("Its number");
  await expect(page.getByRole("tab", { name: "Legacy" })).toHaveCount(0);
  await page.getByRole("link", { name: "Subscribe" }).click();
  await expect(page.getByRole("combobox", { name: "Events" })).toContainText("ParcelShipped");

  const webhook = await aWebhook(services, store, {
    url: "https://example.com/",
    eventNames: ["ParcelShipped"],
  });
  await page.goto("/catalogue/ParcelShipped");
  await page.getByRole("link", { name: "Edit" }).click();
  await form.getByLabel("Title").fill("A parcel has left");
  await form.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("A parcel has left.")).toBeVisible();

  const remove = async () => {
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("button", { name: "Delete event" }).click();
  };
  await remove();
  await expect(page.getByText(/1 webhook listens to ParcelShipped/)).toBeVisible();
  await services.db.prisma.webhookSubscription.update({
    where: { id: webhook.id },
    data: { deletedAt: new Date() },
  });
  await remove();
  await expect(page).toHaveURL(/\/catalogue$/);
  await expect(page.getByText(/^\d+ events$/)).toBeVisible();
  expect(await services.db.prisma.eventDefinition.count({ where: { storeId: store.id } })).toBe(0);
});
