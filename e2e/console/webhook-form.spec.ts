import { aWebhook } from "#lib/testing/factories.ts";
import { addHeader, chooseEvent, webhookIdOf } from "../support/console-pages.ts";
import { expect, received, test } from "../support/fixtures.ts";
import { contentsOf } from "../support/store-contents.ts";

const NEW = "/settings/webhooks/new";

test("what the server refuses stands at its field, what was typed stays, and mending it saves", async ({
  page,
  services,
  store,
  receiver,
}) => {
  await page.goto(NEW);
  await chooseEvent(page, "CustomerUpdated");
  const url = page.getByLabel("URL", { exact: true });
  await url.fill("https://169.254.169.254/latest");
  await addHeader(page, "X-Key", "a secret of the receiver");
  const before = await contentsOf(services, store.id);
  await page.getByRole("button", { name: "Save webhook" }).click();

  await expect(url).toHaveAttribute("aria-invalid", "true");
  await expect(url).toHaveAccessibleDescription(/Deliveries may not go to 169\.254\.169\.254 \(link-local\)/);
  await expect(page.getByRole("alert").filter({ hasText: "This could not be saved." })).toBeFocused();
  await expect(url).toHaveValue("https://169.254.169.254/latest");
  await expect(page.getByLabel("Name of header 1")).toHaveValue("X-Key");
  await expect(page.getByLabel("Value of header 1")).toHaveValue("a secret of the receiver");
  expect(await contentsOf(services, store.id)).toEqual(before);

  await url.fill(receiver.url);
  await page.getByRole("button", { name: "Save webhook" }).click();
  await expect(page.getByRole("dialog", { name: "The webhook is saved" })).toBeVisible();
  expect(await services.db.prisma.webhookSubscription.count({ where: { storeId: store.id } })).toBe(1);
});

test("a header that may not be set, a missing event and a missing URL are said at their fields before anything is sent", async ({
  page,
  services,
  store,
}) => {
  await page.goto(NEW);
  await addHeader(page, "Host", "elsewhere");
  await page.getByRole("button", { name: "Save webhook" }).click();
  await expect(page.getByText("Choose at least one event.")).toBeVisible();
  await expect(page.getByText("Enter the URL that receives the deliveries.")).toBeVisible();
  await expect(page.getByLabel("Name of header 1")).toHaveAccessibleDescription(/Host is set by Pointhook/);
  await expect(page.getByLabel("Name of header 1")).toHaveValue("Host");
  expect(await services.db.prisma.webhookSubscription.count({ where: { storeId: store.id } })).toBe(0);
});

test("the example beside the form follows the format, and a webhook in Mage's sends what was ticked", async ({
  page,
  services,
  store,
  receiver,
}) => {
  await page.goto(NEW);
  await chooseEvent(page, "CustomerUpdated");
  await expect(page.getByRole("main")).toContainText('"eventName": "CustomerUpdated"');
  await page.getByRole("radio", { name: "Legacy" }).click();
  await expect(page.getByRole("main")).toContainText('"type":');
  await page.getByRole("radio", { name: "Mage Loyalty" }).click();
  await expect(page.getByText("Mage has no event like CustomerUpdated")).toBeVisible();
  await chooseEvent(page, "CustomerUpdated");
  await chooseEvent(page, "CustomerLevelChanged");
  await expect(page.getByRole("main")).toContainText('"event": "customer.tier_upgrade"');
  await page.getByRole("checkbox", { name: "customer.tier_upgrade" }).uncheck();
  await expect(page.getByRole("main")).toContainText('"event": "customer.tier_downgrade"');
  await page.getByLabel("URL", { exact: true }).fill(receiver.url);
  await expect(page.getByText("A webhook in Mage's format needs https.")).toBeVisible();
  await page.getByLabel("URL", { exact: true }).fill("https://mage.example.com/hook");
  await page.getByRole("button", { name: "Save webhook" }).click();
  await expect(page.getByRole("dialog", { name: "The webhook is saved" })).toBeVisible();
  const saved = await services.db.prisma.webhookSubscription.findFirstOrThrow({
    where: { storeId: store.id },
  });
  expect(saved).toMatchObject({ format: "mage", mageEvents: ["customer.tier_downgrade"] });
});

test("a webhook is changed, and a header's value that nobody may see is kept", async ({
  page,
  services,
  store,
  rest,
  receiver,
}) => {
  const webhook = await aWebhook(services, store, {
    url: "https://example.com/old",
    headers: [
      { headerName: "X-Kept", headerValue: "kept value" },
      { headerName: "X-Replaced", headerValue: "old value" },
    ],
  });
  await page.goto(`/settings/webhooks/${webhook.id}`);
  await page.getByRole("link", { name: "Edit" }).click();
  await expect(page.getByLabel("URL", { exact: true })).toHaveValue("https://example.com/old");
  await expect(page.getByRole("main")).not.toContainText("kept value");
  await page.getByLabel("URL", { exact: true }).fill(receiver.url);
  await page.getByRole("button", { name: "Replace the value of X-Replaced" }).click();
  await page.getByLabel("Value of header 2").fill("new value");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page).toHaveURL(new RegExp(`/settings/webhooks/${webhook.id}$`));
  await expect(page.getByRole("main")).toContainText(receiver.url);
  expect(webhookIdOf(page)).toBe(webhook.id);

  const event = { eventName: "AvailablePointsAmountChanged", data: { customer: {} } };
  expect((await rest("POST", `/api/${store.code}/webhook/event`, { body: { event } })).status).toBe(200);
  await receiver.waitFor(1);
  expect(received(receiver, 0).headers).toMatchObject({ "x-kept": "kept value", "x-replaced": "new value" });
});

test("a change that somebody else made meanwhile is not undone", async ({ page, services, store, rest }) => {
  const webhook = await aWebhook(services, store, { url: "https://example.com/old" });
  await page.goto(`/settings/webhooks/${webhook.id}/settings`);
  await page.getByLabel("URL", { exact: true }).fill("https://example.com/mine");
  const theirs = { webhookSubscription: { url: "https://example.com/theirs" } };
  const path = `/api/${store.code}/webhook/subscription/${webhook.id}`;
  expect((await rest("PUT", path, { body: theirs })).status).toBe(204);

  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Changed by somebody else meanwhile")).toBeVisible();
  await expect(page.getByLabel("URL", { exact: true })).toHaveValue("https://example.com/mine");
  expect((await rest("GET", path)).body.url).toBe("https://example.com/theirs");
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByLabel("URL", { exact: true })).toHaveValue("https://example.com/theirs");
});
