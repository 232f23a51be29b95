import { revokeSessions } from "#lib/auth/administrators.ts";
import { anAdministrator } from "#lib/testing/factories.ts";
import { chooseEvent, signInByForm } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";

test.describe("nobody is signed in", () => {
  test.use({ as: "nobody", allowedComplaints: [/status of 401/] });

  test("a page leads to the sign-in form, a wrong password is refused there, and the right one leads back", async ({
    page,
    services,
    store,
  }) => {
    const password = "a good long password";
    const { username } = await anAdministrator(services, store, { password });
    await page.goto("/deliveries?state=succeeded");
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await signInByForm(page, { username, password: "a wrong password" });
    await expect(page.getByText("The user name or the password is wrong.")).toBeVisible();
    await expect(page.getByLabel("User name")).toHaveValue(username);
    await signInByForm(page, { username, password });
    await expect(page).toHaveURL(/\/deliveries\?state=succeeded$/);
  });

  test("a session that ends while a form is filled in loses nothing that was typed", async ({
    page,
    services,
    store,
  }) => {
    const password = "a good long password";
    const administrator = await anAdministrator(services, store, { password });
    const { username } = administrator;
    await page.goto("/settings/webhooks/new");
    await signInByForm(page, { username, password });
    await chooseEvent(page, "CustomerUpdated");
    await page.getByLabel("URL", { exact: true }).fill("https://typed.example.com/hook");
    await revokeSessions(services, administrator.id);
    await page.getByRole("button", { name: "Save webhook" }).click();
    await expect(page.getByText("Your session has ended")).toBeVisible();

    const opening = page.waitForEvent("popup");
    await page.getByRole("link", { name: "Sign in in a new tab" }).click();
    const tab = await opening;
    await signInByForm(tab, { username, password });
    await expect(tab).toHaveURL(/\/settings\/webhooks$/);
    await tab.close();

    await expect(page.getByLabel("URL", { exact: true })).toHaveValue("https://typed.example.com/hook");
    await page.getByRole("button", { name: "Save webhook" }).click();
    await expect(page.getByRole("dialog", { name: "The webhook is saved" })).toBeVisible();
  });

  test("the sign-in form leads to pages of this console only", async ({ page, services, store }) => {
    const password = "a good long password";
    const { username } = await anAdministrator(services, store, { password });
    await page.goto("/sign-in?next=https://elsewhere.example.com/");
    await signInByForm(page, { username, password });
    await expect(page).toHaveURL(/:\d+\/$/);
  });
});

test("signing out ends the session in this browser", async ({ page, editor }) => {
  await page.goto("/settings/webhooks");
  await page.getByRole("button", { name: `Account: ${editor.username}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("pointhook-session");
  await page.goto("/settings/webhooks");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a session that was revoked is over at the next page", async ({ page, editor, services }) => {
  await page.goto("/settings/webhooks");
  await expect(page.getByRole("heading", { name: "Webhooks", level: 1 })).toBeVisible();
  await revokeSessions(services, editor.id);
  await page.goto("/deliveries");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fdeliveries$/);
});
