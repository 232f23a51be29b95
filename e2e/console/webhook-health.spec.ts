import { aWebhook, publishExample } from "#lib/testing/factories.ts";
import { rows } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";

test("a webhook whose receiver is gone is disabled, which every page says until it is resumed", async ({
  page,
  services,
  store,
  receiver,
}) => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  receiver.answerAlways({ status: 410 });
  await publishExample(services, store);
  const state = async () =>
    (await services.db.prisma.webhookSubscription.findUniqueOrThrow({ where: { id: webhook.id } })).state;
  await expect.poll(state, { timeout: 20_000 }).toBe("disabled");

  await page.goto("/deliveries");
  const notice = page.getByRole("region", { name: "Disabled webhooks" });
  await expect(notice).toContainText("A webhook was disabled automatically");
  await expect(notice).toContainText("The receiver answered 410 Gone.");
  await notice.getByRole("link", { name: /AvailablePointsAmountChanged to 127\.0\.0\.1/ }).click();

  await expect(page.getByText("This webhook was disabled: nothing is sent")).toBeVisible();
  await expect(notice).toBeHidden();
  receiver.answerAlways({ status: 200 });
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("This webhook was disabled: nothing is sent")).toBeHidden();
  expect(await state()).toBe("active");
  await page.goto("/settings/webhooks");
  await expect(rows(page, "Webhooks")).toHaveCount(1);
  await expect(notice).toBeHidden();
  const audit = await services.db.prisma.auditEntry.findMany({ where: { entityId: webhook.id } });
  expect(audit.map(({ eventType }) => eventType).toSorted()).toEqual(["webhook.disabled", "webhook.enabled"]);
});

test("the notice of a disabled webhook can be dismissed, for oneself and until it happens again", async ({
  page,
  services,
  store,
  viewer,
}) => {
  const webhook = await aWebhook(services, store, { url: "https://gone.example.com/", state: "disabled" });
  await page.goto("/settings/webhooks");
  const notice = page.getByRole("region", { name: "Disabled webhooks" });
  await notice.getByRole("button", { name: "Dismiss this notice" }).click();
  await expect(notice).toBeHidden();
  await page.reload();
  await expect(rows(page, "Webhooks")).toHaveCount(1);
  await expect(notice).toBeHidden();
  const dismissed = await services.db.prisma.dismissedNotice.findMany({
    where: { subscriptionId: webhook.id },
  });
  expect(dismissed).toHaveLength(1);
  expect(dismissed[0]?.administratorId).not.toBe(viewer.id);

  await services.db.prisma.webhookSubscription.update({
    where: { id: webhook.id },
    data: { disabledAt: new Date() },
  });
  await page.reload();
  await expect(notice).toBeVisible();
});

test("a break that the receiver asks for is said in the list, on the webhook's page and on the delivery that waits", async ({
  page,
  services,
  store,
  receiver,
}) => {
  const webhook = await aWebhook(services, store, { url: receiver.url, maxInFlight: 1 });
  receiver.answerAlways({ status: 429, headers: { "Retry-After": "1800" } });
  await publishExample(services, store, 2);
  const hold = async () =>
    (await services.db.prisma.lane.findUniqueOrThrow({ where: { subscriptionId: webhook.id } })).holdUntil;
  await expect.poll(hold, { timeout: 20_000 }).not.toBeNull();

  await page.goto("/settings/webhooks");
  await expect(rows(page, "Webhooks").first()).toContainText("Holding");
  await rows(page, "Webhooks").first().getByRole("link").first().click();
  await expect(page.getByText(/The receiver asked for a break: it ends in (29|30) min/)).toBeVisible();
  await page.getByRole("link", { name: "Deliveries", exact: true }).last().click();
  await expect(rows(page, "Deliveries").first()).toContainText("Receiver’s break");

  await rows(page, "Deliveries").first().getByRole("link").first().click();
  await expect(
    page.getByText(/asked for a break \(Retry-After\).* Attempt [12] follows in (29|30) min/),
  ).toBeVisible();
  expect(receiver.requests).toHaveLength(1);
});

test("order is switched on in the form and said in the settings, and a failed delivery says that others wait for it", async ({
  page,
  services,
  store,
  receiver,
}) => {
  const webhook = await aWebhook(services, store, { url: receiver.url, retrySchedule: [0, 900] });
  await page.goto(`/settings/webhooks/${webhook.id}/settings`);
  await page.getByText("Advanced", { exact: true }).click();
  await page.getByRole("switch", { name: "Keep the order" }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page).toHaveURL(new RegExp(`/settings/webhooks/${webhook.id}$`));
  await page.getByRole("link", { name: "Settings", exact: true }).last().click();
  await page.getByText("Advanced", { exact: true }).click();
  await expect(page.getByRole("switch", { name: "Keep the order" })).toBeChecked();

  receiver.answerNext({ status: 500 });
  await publishExample(services, store, 2);
  const attempted = () =>
    services.db.prisma.delivery.count({ where: { subscriptionId: webhook.id, attempts: 1 } });
  await expect.poll(attempted, { timeout: 20_000 }).toBe(1);
  const [head, behind] = await services.db.prisma.delivery.findMany({
    where: { subscriptionId: webhook.id },
    orderBy: { id: "asc" },
  });
  await page.goto(`/deliveries/${behind?.id}`);
  await page.getByRole("link", { name: "Show the delivery that it waits for" }).click();
  await expect(page).toHaveURL(new RegExp(head?.id ?? "none"));
  await expect(page.getByText(/those behind it wait\. Attempt 2 follows in 1\d min/)).toBeVisible();

  await page.getByRole("button", { name: "Retry now" }).click();
  const succeeded = () =>
    services.db.prisma.delivery.count({ where: { subscriptionId: webhook.id, state: "succeeded" } });
  await expect.poll(succeeded, { timeout: 20_000 }).toBe(2);
});
