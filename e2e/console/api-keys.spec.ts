import { rows } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";
import { send } from "../support/rest-client.ts";

test("an API key is created, shown once, used as far as it may, and revoked once that is confirmed", async ({
  page,
  store,
  editor,
  services,
}) => {
  await page.goto("/settings/api-keys");
  await expect(page.getByText("No API keys yet")).toBeVisible();
  await page.getByRole("button", { name: "New API key" }).click();
  const form = page.getByRole("dialog", { name: "New API key" });
  await form.getByRole("button", { name: "Create key" }).click();
  await expect(form.getByText("This value should not be blank.").first()).toBeVisible();
  await form.getByLabel("Name").fill("Order system");
  await form.getByRole("radio", { name: "Read-only" }).click();
  await form.getByRole("combobox", { name: "Store" }).click();
  await page.getByRole("option", { name: store.name }).click();
  await form.getByRole("button", { name: "Create key" }).click();

  const shown = page.getByRole("dialog", { name: "The API key is created" });
  const key = await shown.getByLabel("API key", { exact: true }).inputValue();
  await expect(shown.getByRole("button", { name: "Done" })).toBeDisabled();
  await shown.getByRole("checkbox", { name: "I have saved this key" }).check();
  await shown.getByRole("button", { name: "Done" }).click();
  await expect(shown).toBeHidden();

  const row = rows(page, "API keys");
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(`${key.slice(0, 10)}...`);
  await expect(row).toContainText("Read-only");
  await expect(row).toContainText("Never");
  await expect(page.getByRole("main")).not.toContainText(key);

  const headers = { "x-auth-token": key };
  const path = `/api/${store.code}/webhook/subscription`;
  expect((await send("GET", path, { token: null, headers })).status).toBe(200);
  const body = { webhookSubscription: { eventName: "CustomerUpdated", url: "https://example.com/" } };
  expect((await send("POST", path, { token: null, headers, body })).status).toBe(403);
  await page.reload();
  await expect(row).toContainText("now");

  await page.getByRole("button", { name: "Revoke Order system" }).click();
  const question = page.getByRole("alertdialog", { name: "Revoke the API key Order system?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  expect((await send("GET", path, { token: null, headers })).status).toBe(200);
  await page.getByRole("button", { name: "Revoke Order system" }).click();
  // Known to the gate at this moment, and not any more at the next.
  expect((await send("GET", path, { token: null, headers })).status).toBe(200);
  await question.getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByText("No API keys yet")).toBeVisible();
  expect((await send("GET", path, { token: null, headers })).status).toBe(401);

  const log = await services.db.prisma.auditEntry.findMany({ where: { userId: editor.id } });
  expect(log.map(({ eventType }) => eventType).sort()).toEqual(["apiKey.created", "apiKey.revoked"]);
  expect(JSON.stringify(log)).not.toContain(key);
});
