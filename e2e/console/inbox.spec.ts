import { chooseEvent } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";

test("a newcomer sees a signed test arrive in the inbox without any server", async ({ page }) => {
  await page.goto("/inbox");
  await page.getByRole("button", { name: "Open my inbox" }).click();
  await expect(page.getByText("Nothing has arrived yet")).toBeVisible();
  await page.getByRole("link", { name: "Add a webhook to it" }).click();
  const url = page.getByLabel("URL", { exact: true });
  await expect(url).toHaveValue(/^http:\/\/127\.0\.0\.1:\d+\/inbox\/[\w-]{43}$/);
  await url.fill("");
  await page.getByRole("button", { name: "Use my inbox" }).click();
  await expect(url).toHaveValue(/\/inbox\/[\w-]{43}$/);
  await chooseEvent(page, "CustomerUpdated");
  await page.getByRole("button", { name: "Save webhook" }).click();
  const dialog = page.getByRole("dialog", { name: "The webhook is saved" });
  await dialog.getByRole("checkbox", { name: "I have saved this secret" }).check();
  await dialog.getByRole("button", { name: "Go to the webhook" }).click();
  await page.getByRole("button", { name: "Send test now" }).click();
  const sending = page.getByRole("dialog", { name: "Send test" });
  await expect(sending.getByLabel("Data (JSON)")).not.toBeEmpty();
  await sending.getByRole("button", { name: "Send", exact: true }).click();
  await expect(sending.getByText("The test was delivered")).toBeVisible();

  await page.goto("/inbox");
  const request = page.getByRole("region", { name: "Requests" }).getByRole("listitem");
  await expect(request).toHaveCount(1);
  await expect(request).toContainText("Signature valid");
  await expect(request).toContainText("webhook-signature");
  await expect(request).toContainText('"eventName": "CustomerUpdated"');

  // What comes while the page is open appears by itself.
  const address = await page
    .getByRole("region", { name: "Address of the inbox" })
    .locator("code")
    .textContent();
  await page.request.post(address ?? "", { data: "by hand" });
  await expect(request).toHaveCount(2, { timeout: 15_000 });
  await expect(request.first()).toContainText("Not signed");
});
