import { RESOURCES } from "#lib/auth/core/permissions.ts";
import { anAdministrator, anOwner } from "#lib/testing/factories.ts";
import { rows, signInByForm } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";
import { signInByCookie } from "../support/session.ts";

const PASSWORD = "a good long password";
const ANOTHER = "another good password";

test.use({ as: "nobody", allowedComplaints: [/status of 401/] });

test("somebody who is invited chooses a password, looks after the profile, and is out when disabled", async ({
  page,
  browser,
  baseURL,
  services,
  store,
}) => {
  const username = `ivy-${services.newId().slice(-8)}`;
  await signInByCookie(page.context(), await anOwner(services));
  await page.goto("/settings/administrators");
  await page.getByRole("button", { name: "Invite" }).click();
  const form = page.getByRole("dialog", { name: "Invite an administrator" });
  await form.getByLabel("User name").fill(username);
  await form.getByRole("combobox", { name: "Store" }).click();
  await page.getByRole("option", { name: store.name }).click();
  await form.getByRole("button", { name: "Create link" }).click();
  const shown = page.getByRole("dialog", { name: "The invitation is ready" });
  const { pathname } = new URL(await shown.getByLabel("Invitation link").inputValue());
  await shown.getByRole("checkbox", { name: "I have saved this link" }).check();
  await shown.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("list", { name: "Invitations" })).toContainText(`${username}Viewer of`);

  const guests = await browser.newContext({ baseURL: baseURL ?? "" });
  const guest = await guests.newPage();
  await guest.goto(pathname);
  await expect(guest.getByRole("heading", { name: `Welcome, ${username}` })).toBeVisible();
  await guest.getByLabel("Password").fill("short");
  await guest.getByRole("button", { name: "Accept invitation" }).click();
  await expect(guest.getByText("The password has fewer than 8 characters.").first()).toBeVisible();
  await guest.getByLabel("Password").fill(PASSWORD);
  await guest.getByRole("button", { name: "Accept invitation" }).click();
  await expect(guest).toHaveURL(/\/sign-in$/);
  await signInByForm(guest, { username, password: PASSWORD });
  await expect(guest.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await guest.goto(pathname);
  await expect(guest.getByRole("heading", { name: "This invitation cannot be used" })).toBeVisible();

  await guest.goto("/settings/profile");
  await guest.getByLabel("First name").fill("Ivy");
  await guest.getByRole("button", { name: "Save profile" }).click();
  await expect(guest.getByText("Your profile is saved")).toBeVisible();
  await guest.getByLabel("Present password").fill("not this one");
  await guest.getByLabel("New password").fill(ANOTHER);
  await guest.getByRole("button", { name: "Change password" }).click();
  await expect(guest.getByText("This is not your present password.").first()).toBeVisible();
  await guest.getByLabel("Present password").fill(PASSWORD);
  await guest.getByRole("button", { name: "Change password" }).click();
  await expect(guest).toHaveURL(/\/sign-in/);
  await signInByForm(guest, { username, password: ANOTHER });
  await expect(guest.getByRole("heading", { level: 1, name: "Profile" })).toBeVisible();
  await expect(guest.getByLabel("First name")).toHaveValue("Ivy");

  await page.reload();
  await page.getByRole("button", { name: `Actions for ${username}` }).click();
  await page.getByRole("menuitem", { name: "Disable" }).press("Enter");
  const question = page.getByRole("alertdialog", { name: `Disable ${username}?` });
  await question.getByRole("button", { name: "Disable administrator" }).click();
  const list = page.getByRole("list", { name: "Administrators" });
  const person = list.getByRole("listitem").filter({ hasText: username });
  await expect(person).toContainText("Disabled");
  await guest.goto("/settings/profile");
  await expect(guest).toHaveURL(/\/sign-in/);

  await page.getByRole("button", { name: `Actions for ${username}` }).click();
  // By keyboard: whoever is made by another test moves this row, and its menu, under a pointer that is pressed.
  await page.getByRole("menuitem", { name: "Enable" }).press("Enter");
  await expect(person).not.toContainText("Disabled");
  await signInByForm(guest, { username, password: ANOTHER });
  await guest.getByRole("button", { name: "Sign out everywhere" }).click();
  await guest.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(guest).toHaveURL(/\/sign-in/);
  await guests.close();
});

test("the audit log tells who changed what, before and after, and keeps secrets to itself", async ({
  page,
  services,
  store,
  rest,
  editor,
}) => {
  const path = `/api/${store.code}/webhook/subscription`;
  const webhookSubscription = { eventName: "CustomerUpdated", url: "https://example.com/before" };
  const { body } = await rest("POST", path, { body: { webhookSubscription } });
  const change = {
    url: "https://example.com/after",
    headers: [{ headerName: "X-Key", headerValue: "a value that is nobody's business" }],
  };
  await rest("PUT", `${path}/${body.webhookSubscriptionId}`, { body: { webhookSubscription: change } });

  await signInByCookie(page.context(), await anAdministrator(services, store, { resources: RESOURCES }));
  await page.goto("/settings/audit");
  await expect(rows(page, "Audit log")).toHaveCount(2);
  await page.getByRole("button", { name: "Filter by What" }).click();
  await page.getByRole("searchbox", { name: "What contains" }).fill("webhook.changed");
  await page.keyboard.press("Enter");
  await expect(rows(page, "Audit log")).toHaveCount(1);
  await expect(rows(page, "Audit log")).toContainText(editor.username);
  await page.getByRole("button", { name: "Webhook: changed" }).click();
  const entry = page.getByRole("dialog", { name: "Webhook: changed" });
  await expect(entry).toContainText("Before:https://example.com/before");
  await expect(entry).toContainText("After:https://example.com/after");
  await expect(entry).not.toContainText("nobody's business");
  await page.keyboard.press("Escape");

  await page.goto("/settings/audit?username=nobody-of-this-name");
  await expect(page.getByText("No entries match")).toBeVisible();
});
