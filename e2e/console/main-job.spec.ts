import { verifyRequest } from "#lib/testing/receiver.ts";
import { createWebhook, rows, signInByForm, webhookIdOf } from "../support/console-pages.ts";
import { expect, received, test } from "../support/fixtures.ts";
import { ADMINISTRATOR } from "../support/installation.ts";
import { loginCheck, send } from "../support/rest-client.ts";

/** As an integrator would publish it: the shape of the customer's documents and of the reference. */
const EVENT = {
  eventName: "AvailablePointsAmountChanged",
  data: {
    customer: {
      customerId: "018dfe71-2880-7c3c-9321-38dc017d3ae2",
      email: "ada@example.com",
      loyaltyCardNumber: "4000123412341234",
    },
    accountId: "018dfe71-2880-7c3c-9321-38dc017d3ae3",
    amount: 120.5,
    amountChange: 20.5,
    amountChangeType: "add",
    wallet: { walletId: "018dfe71-2880-7c3c-9321-38dc017d3ae4", name: "Default", code: "default" },
  },
};

test.use({ as: "nobody" });

test("an administrator adds a webhook, and what happens in the programme arrives signed and is shown", async ({
  page,
  receiver,
  services,
}) => {
  await page.goto("/");
  await signInByForm(page, ADMINISTRATOR);
  await page.getByRole("link", { name: "Webhooks" }).click();
  await page.getByRole("link", { name: "Add New Webhook" }).first().click();
  const secret = await createWebhook(page, {
    event: EVENT.eventName,
    url: receiver.url,
    headers: [{ name: "X-Receiver-Key", value: "only for the receiver" }],
  });
  const webhookId = webhookIdOf(page);

  const token = await loginCheck(ADMINISTRATOR);
  const publish = async (createdAt = new Date().toISOString()) => {
    const event = { ...EVENT, createdAt };
    const answer = await send("POST", "/api/DEFAULT/webhook/event", { token, body: { event } });
    expect(answer.status, answer.text).toBe(200);
    return String(answer.body.eventId);
  };

  await test.step("one POST arrives, with the header, the envelope and a signature that holds", async () => {
    receiver.answerNext({ status: 202, body: '{"taken":true}', headers: { "x-receiver": "r-1" } });
    const createdAt = new Date().toISOString();
    await publish(createdAt);
    await receiver.waitFor(1);
    const request = received(receiver, 0);
    expect(request.method).toBe("POST");
    expect(request.headers["x-receiver-key"]).toBe("only for the receiver");
    expect(request.headers["content-type"]).toMatch(/^application\/json/);
    expect(verifyRequest(request, secret)).toEqual({
      messageId: request.headers["webhook-id"],
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      eventName: EVENT.eventName,
      storeCode: "DEFAULT",
      createdAt: expect.any(String),
      data: EVENT.data,
    });
    expect(Date.parse(JSON.parse(request.body).createdAt)).toBe(Date.parse(createdAt));
  });

  await test.step("the console shows it as succeeded with the receiver's answer", async () => {
    await page.getByRole("link", { name: "Deliveries", exact: true }).last().click();
    await expect(page).toHaveURL(/\/deliveries$/);
    const row = rows(page, "Deliveries").first();
    await expect(async () => {
      await page.reload();
      await expect(row).toContainText("Succeeded", { timeout: 1_000 });
    }).toPass();
    await expect(row).toContainText("202");
    await row.getByRole("link", { name: EVENT.eventName }).click();
    await expect(page.getByRole("heading", { name: "Attempt 1" })).toBeVisible();
    await page.getByRole("tab", { name: /Response/ }).click();
    await expect(page.getByText('"taken"')).toBeVisible();
    await expect(page.getByRole("table", { name: "Response headers" })).toContainText("r-1");
    await page.getByRole("tab", { name: "Request" }).click();
    const headers = page.getByRole("table", { name: "Request headers" });
    await expect(headers).toContainText("X-Receiver-Key", { ignoreCase: true });
    await expect(headers).not.toContainText("only for the receiver");
    await page.getByRole("button", { name: "Exact bytes" }).click();
    await expect(page.getByText(received(receiver, 0).body)).toBeVisible();
    expect(receiver.requests).toHaveLength(1);
  });

  await test.step("two 503 are shown with the next time, the third attempt succeeds, with one webhook-id", async () => {
    // A webhook may override the schedule: five minutes between the second and the third are the standard.
    await services.db.prisma.webhookSubscription.update({
      where: { id: webhookId },
      data: { retrySchedule: [0, 4, 6], version: { increment: 1 } },
    });
    services.wakeChanged([webhookId]);
    receiver.answerNext({ status: 503, body: "closed" }, { status: 503, body: "closed" }, { status: 200 });
    const eventId = await publish();
    const delivery = await services.db.prisma.delivery.findFirstOrThrow({ where: { eventId } });
    await receiver.waitFor(2);

    await page.goto(`/deliveries/${delivery.id}`);
    const main = page.getByRole("main");
    await expect(main.getByText("Retrying · 1")).toBeVisible();
    await expect(main.getByText(/^in \d+ s$/).first()).toBeVisible();
    await expect(main.getByText("Retrying · 2")).toBeVisible();
    await expect(main.getByText(/^in \d+ s$/).first()).toBeVisible();
    await expect(main.getByRole("heading", { name: "Attempt 2" })).toContainText("503");
    await expect(main.getByText("Succeeded", { exact: true })).toBeVisible({ timeout: 20_000 });
    await expect(main.getByRole("heading", { name: /^Attempt \d/ })).toHaveCount(3);

    const attempts = receiver.requests.slice(1);
    expect(attempts.map(({ headers }) => headers["webhook-id"])).toEqual(Array(3).fill(delivery.id));
    expect(new Set(attempts.map(({ body }) => JSON.parse(body).requestId)).size).toBe(3);
    for (const attempt of attempts) verifyRequest(attempt, secret);
  });

  await test.step("Retry now sends once more, without touching the id", async () => {
    receiver.answerNext({ status: 201, body: "thanks again" });
    await page.getByRole("button", { name: "Retry now" }).click();
    await expect(page.getByText("The retry was delivered")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Attempt 4" })).toContainText("By hand");
    expect(receiver.requests).toHaveLength(5);
    expect(received(receiver, 4).headers["webhook-id"]).toBe(received(receiver, 1).headers["webhook-id"]);
  });

  await test.step("Send test shows the answer in the dialog", async () => {
    await page.goto(`/settings/webhooks/${webhookId}/deliveries`);
    receiver.answerNext({ status: 200, body: "a test, I see" });
    await page.getByRole("button", { name: "Send test" }).click();
    const dialog = page.getByRole("dialog", { name: "Send test" });
    await expect(dialog.getByLabel("Data (JSON)")).not.toBeEmpty();
    await dialog.getByRole("button", { name: "Send", exact: true }).click();
    await expect(dialog.getByText("The test was delivered")).toBeVisible();
    await expect(dialog.getByText("a test, I see")).toBeVisible();
    expect(verifyRequest(received(receiver, 5), secret)).toMatchObject({
      eventName: EVENT.eventName,
      storeCode: "DEFAULT",
    });
    await dialog.getByRole("button", { name: "Close" }).first().click();
    await expect(rows(page, "Deliveries").first()).toContainText("Test");
  });
});
