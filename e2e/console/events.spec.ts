import { aWebhook, publishExample } from "#lib/testing/factories.ts";
import { rows } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";

test("an event is found by the messageId of a receiver, and says to which webhooks it went and why not to the others", async ({
  page,
  services,
  store,
  receiver,
}) => {
  await aWebhook(services, store, { url: receiver.url });
  await aWebhook(services, store, { url: "https://paused.example.com/", state: "paused" });
  await aWebhook(services, store, {
    url: "https://later.example.com/",
    activeFrom: new Date(Date.now() + 86_400_000),
  });
  await aWebhook(services, store, { url: "https://other.example.com/", eventNames: ["PointsWillExpire"] });
  await publishExample(services, store, 1, "CustomerUpdated");
  await publishExample(services, store);
  await receiver.waitFor(1);
  const messageId = String(receiver.requests[0]?.headers["webhook-id"]);
  const recorded = () =>
    services.db.prisma.delivery.count({ where: { storeId: store.id, state: "succeeded" } });
  await expect.poll(recorded, { timeout: 15_000 }).toBe(1);

  await page.goto("/events");
  await expect(rows(page, "Events")).toHaveCount(2);
  await expect(rows(page, "Events").nth(0)).toContainText("1 delivered");
  await expect(rows(page, "Events").nth(1)).toContainText("To no webhook");
  await page.getByRole("button", { name: "Filter by Event id" }).click();
  await page.getByRole("searchbox", { name: "Event id contains" }).fill(messageId);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(rows(page, "Events")).toHaveCount(1);
  await page.getByRole("link", { name: /^AvailablePointsAmountChanged/ }).click();

  await expect(page.getByRole("heading", { level: 1, name: "AvailablePointsAmountChanged" })).toBeVisible();
  await expect(page.getByText("to 2 of 4 webhooks")).toBeVisible();
  const matches = rows(page, "Webhooks");
  await expect(matches).toHaveCount(4);
  const row = (host: string) => matches.filter({ hasText: host });
  await expect(row("127.0.0.1")).toContainText(/Matched.*Succeeded/);
  await expect(row("paused.example.com")).toContainText("the webhook is paused");
  await expect(row("later.example.com")).toContainText("Active from later");
  await expect(row("other.example.com")).toContainText("does not listen to this event");
  await page.getByRole("button", { name: "Filter by Result" }).click();
  await page.getByRole("checkbox", { name: "Event not subscribed" }).check();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(matches).toHaveCount(1);
  await page.getByRole("button", { name: /^Remove/ }).click();
  await row("127.0.0.1")
    .getByRole("link", { name: /open the delivery/ })
    .click();
  await expect(page).toHaveURL(new RegExp(`/deliveries/${messageId}$`));
  await page.getByRole("link", { name: "Which webhooks it went to, and why" }).click();
  await expect(page).toHaveURL(/\/events\/[0-9a-f-]{36}$/);
});
