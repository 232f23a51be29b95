import { aWebhook, publishExample } from "#lib/testing/factories.ts";
import { rows } from "../support/console-pages.ts";
import { expect, received, test } from "../support/fixtures.ts";

test("on the standard schedule the third attempt is minutes away, and Retry now does not wait for it", async ({
  page,
  services,
  store,
  receiver,
}) => {
  await aWebhook(services, store, { url: receiver.url });
  receiver.answerNext({ status: 503 }, { status: 503 });
  const [eventId = ""] = await publishExample(services, store);
  await receiver.waitFor(2);
  const { id } = await services.db.prisma.delivery.findFirstOrThrow({ where: { eventId } });
  await page.goto(`/deliveries/${id}`);
  await expect(page.getByText("Retrying · 2")).toBeVisible();
  // Five minutes, give or take a fifth.
  await expect(page.getByText(/^in [3-6] min( \d+ s)?$/).first()).toBeVisible();
  const [first, second] = [received(receiver, 0), received(receiver, 1)];
  expect(second.atMs - first.atMs).toBeGreaterThan(3_900);

  await page.getByRole("button", { name: "Retry now" }).click();
  await expect(page.getByText("The retry was delivered")).toBeVisible();
  await expect(page.getByText("Succeeded", { exact: true })).toBeVisible();
  expect(receiver.requests.map(({ headers }) => headers["webhook-id"])).toEqual([id, id, id]);
  const delivery = await services.db.prisma.delivery.findFirstOrThrow({ where: { eventId } });
  expect(delivery).toMatchObject({ state: "succeeded", dueAt: null, attempts: 3 });
});

test("retrying is stopped once it is confirmed", async ({ page, services, store, receiver }) => {
  await aWebhook(services, store, { url: receiver.url });
  receiver.answerAlways({ status: 404, body: "no such hook" });
  const [eventId = ""] = await publishExample(services, store);
  await receiver.waitFor(1);
  const find = () => services.db.prisma.delivery.findFirstOrThrow({ where: { eventId } });
  await expect.poll(async () => (await find()).attempts).toBe(1);
  await page.goto(`/deliveries/${(await find()).id}`);
  await page.getByRole("button", { name: "Stop retrying" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Stop retrying" }).click();
  await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop retrying" })).toBeHidden();
  expect(await find()).toMatchObject({ state: "cancelled", dueAt: null });
});

test("the log of the store is filtered by state and by answer, and a reload keeps it", async ({
  page,
  services,
  store,
  receiver,
}) => {
  await aWebhook(services, store, { url: `${receiver.url}/good`, eventNames: ["CustomerUpdated"] });
  await aWebhook(services, store, { url: `${receiver.url}/bad`, eventNames: ["PointsWillExpire"] });
  receiver.answerAlways((response, { path }) => {
    response.writeHead(path.endsWith("/bad") ? 502 : 200).end();
  });
  await publishExample(services, store, 2, "CustomerUpdated");
  await publishExample(services, store, 1, "PointsWillExpire");
  await receiver.waitFor(3);
  const attempts = () => services.db.prisma.deliveryAttempt.count({ where: { storeId: store.id } });
  await expect.poll(attempts).toBeGreaterThanOrEqual(3);

  await page.goto("/deliveries");
  await expect(rows(page, "Deliveries")).toHaveCount(3);
  await page.getByRole("button", { name: "Filter by State" }).click();
  await page.getByRole("checkbox", { name: "Succeeded" }).click();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(rows(page, "Deliveries")).toHaveCount(2);
  await page.reload();
  await expect(rows(page, "Deliveries")).toHaveCount(2);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByRole("button", { name: "Filter by Last status" }).click();
  await page.getByRole("checkbox", { name: "5xx server error" }).click();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(rows(page, "Deliveries")).toHaveCount(1);
  await expect(rows(page, "Deliveries")).toContainText("502");
});

test("a receiver that cannot be reached is named in words", async ({ page, services, store, receiver }) => {
  await aWebhook(services, store, { url: "http://127.0.0.1:1024/nobody" });
  const [eventId = ""] = await publishExample(services, store);
  const find = () => services.db.prisma.delivery.findFirstOrThrow({ where: { eventId } });
  await expect.poll(async () => (await find()).attempts).toBeGreaterThan(0);
  await page.goto(`/deliveries/${(await find()).id}`);
  await expect(page.getByRole("heading", { name: "Attempt 1" })).toContainText(/refused/i);
  expect(receiver.requests).toHaveLength(0);
});
