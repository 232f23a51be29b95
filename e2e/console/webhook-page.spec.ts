import { aWebhook, publishExample } from "#lib/testing/factories.ts";
import { verifyRequest } from "#lib/testing/receiver.ts";
import { rows } from "../support/console-pages.ts";
import { expect, received, test } from "../support/fixtures.ts";

test("what happens while a webhook is paused waits, and is sent when it is resumed", async ({
  page,
  services,
  store,
  rest,
  receiver,
}) => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  await page.goto(`/settings/webhooks/${webhook.id}/deliveries`);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("main").getByText("Paused", { exact: true })).toBeVisible();

  const event = { eventName: "AvailablePointsAmountChanged", data: { customer: {} } };
  const body = { events: [event, event, event] };
  expect((await rest("POST", `/api/${store.code}/webhook/event`, { body })).status).toBe(200);
  await page.reload();
  await expect(rows(page, "Deliveries")).toHaveCount(3);
  await expect(rows(page, "Deliveries").first()).toContainText("On hold");
  expect(receiver.requests).toHaveLength(0);

  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("main").getByText("Active", { exact: true })).toBeVisible();
  await receiver.waitFor(3);
  for (const request of receiver.requests) verifyRequest(request, webhook.secret);
  const ids = receiver.requests.map(({ headers }) => headers["webhook-id"]);
  expect(new Set(ids).size).toBe(3);
  await expect(async () => {
    await page.reload();
    await expect(rows(page, "Deliveries").getByText("Succeeded")).toHaveCount(3, { timeout: 1_000 });
  }).toPass();
});

test("a webhook is deleted only once it is confirmed, and what waited for it is cancelled", async ({
  page,
  services,
  store,
}) => {
  const webhook = await aWebhook(services, store, { url: "https://example.com/hook", state: "paused" });
  await publishExample(services, store);
  await page.goto(`/settings/webhooks/${webhook.id}`);
  const askToDelete = async () => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    return page.getByRole("alertdialog", { name: "Delete the webhook AvailablePointsAmountChanged?" });
  };
  await (await askToDelete()).getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  const find = () => services.db.prisma.webhookSubscription.findUniqueOrThrow({ where: { id: webhook.id } });
  expect((await find()).deletedAt).toBeNull();

  await (await askToDelete()).getByRole("button", { name: "Delete webhook" }).click();
  await expect(page).toHaveURL(/\/settings\/webhooks$/);
  await expect(page.getByText("No webhooks yet")).toBeVisible();
  expect((await find()).deletedAt).not.toBeNull();
  const states = async () =>
    (await services.db.prisma.delivery.findMany({ where: { storeId: store.id } })).map(({ state }) => state);
  await expect.poll(states, { timeout: 20_000 }).toEqual(["cancelled"]);
  const audit = await services.db.prisma.auditEntry.findMany({ where: { entityId: webhook.id } });
  expect(audit.map(({ eventType }) => eventType)).toContain("webhook.deleted");
});

test("a rotated secret signs at once, and the previous one goes on signing beside it", async ({
  page,
  services,
  store,
  receiver,
}) => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  await page.goto(`/settings/webhooks/${webhook.id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Rotate secret" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate secret" }).click();
  const dialog = page.getByRole("dialog", { name: "Save the new secret" });
  const secret = await dialog.getByLabel("Signing secret").inputValue();
  expect(secret).not.toBe(webhook.secret);
  await dialog.getByRole("checkbox", { name: "I have saved this secret" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: "Send test" }).click();
  const sending = page.getByRole("dialog", { name: "Send test" });
  await expect(sending.getByLabel("Data (JSON)")).not.toBeEmpty();
  await sending.getByRole("button", { name: "Send", exact: true }).click();
  await expect(sending.getByText("The test was delivered")).toBeVisible();
  await sending.getByText("The code that verifies it").click();
  await sending.getByRole("tab", { name: "Python" }).click();
  await expect(sending.getByRole("tabpanel").last()).toContainText("hmac.compare_digest");
  for (const valid of [secret, webhook.secret]) verifyRequest(received(receiver, 0), valid);
});

test("a test with data that the event does not allow is not sent, and says what is wrong", async ({
  page,
  services,
  store,
  receiver,
}) => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  await page.goto(`/settings/webhooks/${webhook.id}`);
  await page.getByRole("button", { name: "Send test" }).click();
  const dialog = page.getByRole("dialog", { name: "Send test" });
  const data = dialog.getByLabel("Data (JSON)");
  await expect(data).not.toBeEmpty();
  await data.fill('{ "customer": {}, "amount": "many" }');
  // While it is typed, before anything is sent.
  await expect(data).toHaveAccessibleDescription(/amount: Expected a number/);
  await data.fill('{ "customer": {}, "amount": 12 }');
  await expect(dialog.getByText("The data fit the event’s schema.")).toBeVisible();
  await data.fill('{ "customer": {}, "amount": "many" }');
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(data).toHaveAttribute("aria-invalid", "true");
  await expect(data).toHaveAccessibleDescription(/amount/);
  await data.fill('{ "customer": ');
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(data).toHaveAccessibleDescription("Line 1, column 15: an unexpected end.");
  expect(receiver.requests).toHaveLength(0);
});

test("a test that fails shows the receiver's answer, and is never retried", async ({
  page,
  services,
  store,
  receiver,
}) => {
  const webhook = await aWebhook(services, store, { url: receiver.url, retrySchedule: [0, 1, 1] });
  receiver.answerAlways({ status: 500, body: "out of order" });
  await page.goto(`/settings/webhooks/${webhook.id}`);
  await page.getByRole("button", { name: "Send test" }).click();
  const dialog = page.getByRole("dialog", { name: "Send test" });
  await expect(dialog.getByLabel("Data (JSON)")).not.toBeEmpty();
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await expect(dialog.getByText("The test failed")).toBeVisible();
  await expect(dialog.getByText("out of order")).toBeVisible();
  const delivery = await services.db.prisma.delivery.findFirstOrThrow({ where: { storeId: store.id } });
  expect(delivery).toMatchObject({ state: "exhausted", trigger: "test", dueAt: null, attempts: 1 });
});
