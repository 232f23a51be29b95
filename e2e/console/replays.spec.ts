import { aWebhook, publishExample } from "#lib/testing/factories.ts";
import { verifyRequest } from "#lib/testing/receiver.ts";
import { expect, test } from "../support/fixtures.ts";

test("what a receiver lost is previewed, replayed, paused and resumed, and arrives under the same ids", async ({
  page,
  services,
  store,
  receiver,
}) => {
  const total = 40;
  const webhook = await aWebhook(services, store, { url: receiver.url });
  await publishExample(services, store, total);
  await receiver.waitFor(total);
  const recorded = () =>
    services.db.prisma.delivery.count({ where: { subscriptionId: webhook.id, state: "succeeded" } });
  await expect.poll(recorded, { timeout: 15_000 }).toBe(total);

  await page.goto(`/settings/webhooks/${webhook.id}`);
  await page.getByRole("link", { name: "Replays" }).click();
  await expect(page.getByText("Nothing was replayed yet")).toBeVisible();
  await page.getByRole("combobox", { name: "Time range" }).click();
  await page.getByRole("option", { name: "Last hour" }).click();
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText("Nothing of this time is to be sent again.")).toBeVisible();

  await page.getByRole("radio", { name: "Everything" }).click();
  await page.getByLabel("Deliveries per second").fill("5");
  await page.getByRole("button", { name: "Preview" }).click();
  const question = page.getByRole("alertdialog", { name: `Send ${total} deliveries again?` });
  await expect(question).toContainText("At 5 a second this takes about 8 s.");
  expect(receiver.requests).toHaveLength(total);
  await question.getByRole("button", { name: "Start replay" }).click();

  const replay = page.getByRole("list", { name: "Replays" }).getByRole("listitem");
  await expect(replay).toContainText("Running");
  await expect(page.getByRole("button", { name: "Preview" })).toBeHidden();
  await receiver.waitFor(total + 5);
  await page.getByRole("button", { name: "Pause replay" }).click();
  await expect(replay).toContainText("Paused");
  await page.getByRole("button", { name: "Resume replay" }).click();

  // The page looks again by itself.
  await expect(replay).toContainText("Completed", { timeout: 40_000 });
  await expect(replay).toContainText(`${total} of ${total} sent`);
  await expect(page.getByRole("button", { name: "Preview" })).toBeVisible();
  expect(receiver.requests).toHaveLength(2 * total);
  for (const request of receiver.requests.slice(total)) verifyRequest(request, webhook.secret);
  const ids = receiver.requests.map(({ headers }) => headers["webhook-id"]);
  expect(new Set(ids.slice(total))).toEqual(new Set(ids.slice(0, total)));
});

test("a replay is cancelled only once that is confirmed, and nothing more arrives", async ({
  page,
  services,
  store,
  receiver,
}) => {
  const webhook = await aWebhook(services, store, { url: receiver.url });
  await publishExample(services, store, 30);
  const recorded = () =>
    services.db.prisma.delivery.count({ where: { subscriptionId: webhook.id, state: "succeeded" } });
  await expect.poll(recorded, { timeout: 15_000 }).toBe(30);

  await page.goto(`/settings/webhooks/${webhook.id}/replays`);
  await page.getByRole("radio", { name: "Everything" }).click();
  await page.getByLabel("Deliveries per second").fill("1");
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("button", { name: "Start replay" }).click();
  const replay = page.getByRole("list", { name: "Replays" }).getByRole("listitem");
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  const question = page.getByRole("alertdialog", { name: "Cancel this replay?" });
  await question.getByRole("button", { name: "Keep it" }).click();
  await expect(replay).toContainText("Running");
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await question.getByRole("button", { name: "Cancel replay" }).click();

  await expect(replay).toContainText("Cancelled");
  expect(await services.db.prisma.deliveryDue.count({ where: { subscriptionId: webhook.id } })).toBe(0);
  const audit = await services.db.prisma.auditEntry.findMany({ where: { entityId: webhook.id } });
  expect(audit.map(({ eventType }) => eventType).toSorted()).toEqual([
    "webhook.replay_cancelled",
    "webhook.replay_started",
  ]);
});
