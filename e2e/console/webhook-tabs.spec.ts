import { aWebhook, publishExample } from "#lib/testing/factories.ts";
import { verifyRequest } from "#lib/testing/receiver.ts";
import { expect, received, test } from "../support/fixtures.ts";

test("a webhook's page tells how it is doing, ends an overlap at once, and says who did what", async ({
  page,
  services,
  store,
  receiver,
  editor,
}) => {
  const webhook = await aWebhook(services, store, { url: receiver.url, retrySchedule: [0, 900] });
  receiver.answerNext({ status: 503 });
  await publishExample(services, store, 3);
  await receiver.waitFor(3);
  const counted = () =>
    services.db.prisma.deliveryRollup.aggregate({
      where: { subscriptionId: webhook.id },
      _sum: { attempts: true },
    });
  await expect.poll(async () => (await counted())._sum.attempts, { timeout: 15_000 }).toBe(3);

  await page.goto(`/settings/webhooks/${webhook.id}`);
  const main = page.getByRole("main");
  await expect(main.getByText(/^Answering in \d+ ms; last failure .+: 503\.$/)).toBeVisible();
  await expect(main.locator("dl").first()).toContainText(
    /Delivered2.*Failed attempts1of 3.*Waiting1first due/,
  );
  await page.getByRole("link", { name: "7 days" }).click();
  await expect(page).toHaveURL(/\?range=7d$/);

  await page.getByRole("link", { name: "Secrets" }).click();
  const secrets = page.getByRole("table", { name: "Secrets" }).locator("tbody").getByRole("row");
  await expect(secrets).toHaveCount(1);
  await expect(secrets.first()).toContainText(/No. 1.*Signs/);
  await main.getByRole("button", { name: "Rotate secret" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate secret" }).click();
  const dialog = page.getByRole("dialog", { name: "Save the new secret" });
  const secret = await dialog.getByLabel("Signing secret").inputValue();
  await dialog.getByRole("checkbox", { name: "I have saved this secret" }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(secrets).toHaveCount(2);
  await expect(secrets.nth(1)).toContainText("Signs too, until it expires");
  await page.getByRole("button", { name: "Expire now: secret 1" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Expire secret" }).click();
  await expect(secrets.nth(1)).toContainText("Expired");
  await publishExample(services, store);
  await receiver.waitFor(4);
  verifyRequest(received(receiver, 3), secret);
  expect(() => verifyRequest(received(receiver, 3), webhook.secret)).toThrow();
  for (const language of ["Python", "Go", "PHP"]) {
    await page.getByRole("tab", { name: language }).click();
    await expect(page.getByRole("tabpanel")).toContainText("webhook-signature");
  }

  await page.getByRole("link", { name: "Audit", exact: true }).click();
  const changes = page.getByRole("list", { name: "Changes" }).getByRole("listitem");
  await expect(changes.nth(0)).toContainText(`Expired a secret by ${editor.username}`);
  await expect(changes.nth(1)).toContainText("Rotated the secret");
});
