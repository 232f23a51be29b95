import { testAccessible } from "../support/accessibility.ts";
import { expect } from "../support/fixtures.ts";

testAccessible([
  {
    name: "the test inbox with a request",
    open: async ({ page }) => {
      await page.goto("/inbox");
      await page.getByRole("button", { name: "Open my inbox" }).click();
      const url = await page
        .getByRole("region", { name: "Address of the inbox" })
        .locator("code")
        .textContent();
      await page.request.post(url ?? "", { data: { hello: "inbox" } });
      await expect(page.getByText("Not signed")).toBeVisible({ timeout: 15_000 });
    },
  },
]);
