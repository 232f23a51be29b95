import { expect, type Locator, type Page } from "@playwright/test";

/** What people do on the console's pages, in the words that they read there. */

export type NewWebhook = { event: string; url: string; headers?: { name: string; value: string }[] };

export async function signInByForm(
  page: Page,
  { username, password }: { username: string; password: string },
): Promise<void> {
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export async function chooseEvent(page: Page, event: string): Promise<void> {
  await page.getByRole("combobox", { name: "Events" }).click();
  await page.getByRole("combobox", { name: "Search: Events" }).fill(event);
  await page.getByRole("option", { name: event }).first().click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("option").first()).toBeHidden();
}

export async function addHeader(page: Page, name: string, value: string): Promise<void> {
  await page.getByRole("button", { name: "Add header" }).click();
  await page
    .getByLabel(/^Name of header/)
    .last()
    .fill(name);
  await page
    .getByLabel(/^Value of header/)
    .last()
    .fill(value);
}

/** Fills in the form that is open, saves it, and answers with the secret as it is copied from the dialog. */
export async function createWebhook(page: Page, { event, url, headers = [] }: NewWebhook): Promise<string> {
  await chooseEvent(page, event);
  await page.getByLabel("URL", { exact: true }).fill(url);
  for (const { name, value } of headers) await addHeader(page, name, value);
  await page.getByRole("button", { name: "Save webhook" }).click();

  const dialog = page.getByRole("dialog", { name: "The webhook is saved" });
  const shown = await dialog.getByLabel("Signing secret").inputValue();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await dialog.getByRole("button", { name: "Copy secret" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(shown);

  const onward = dialog.getByRole("button", { name: "Go to the webhook" });
  await expect(onward).toBeDisabled();
  await dialog.getByRole("checkbox", { name: "I have saved this secret" }).check();
  await onward.click();
  await expect(page).toHaveURL(/\/settings\/webhooks\/[0-9a-f-]{36}/);
  return shown;
}

/** Id of the webhook whose page is open. */
export function webhookIdOf(page: Page): string {
  return /webhooks\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
}

export function rows(page: Page, table: string): Locator {
  return page.getByRole("table", { name: table }).locator("tbody").getByRole("row");
}

/** The browser has taken the page over from the server: what its clock and zone replace has been replaced. */
export async function expectInHand(page: Page): Promise<void> {
  await expect(page.getByText("Times in America/New York")).toBeVisible();
}
