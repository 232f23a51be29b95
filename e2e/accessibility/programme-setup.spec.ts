import { testAccessible } from "../support/accessibility.ts";
import { rows } from "../support/console-pages.ts";
import { expect } from "../support/fixtures.ts";
import { programmeView } from "../support/programme-view.ts";

testAccessible([
  programmeView("the list of tier sets", async ({ page }) => {
    await page.goto("/settings/programme/tiers");
    await expect(rows(page, "Tier sets")).toHaveCount(1);
  }),
  programmeView("a tier set, with what is wrong in a tier", async ({ page }) => {
    await page.goto("/settings/programme/tiers");
    await rows(page, "Tier sets").getByRole("link").first().click();
    await page.getByRole("button", { name: "Add tier" }).click();
    await page.getByRole("button", { name: "Save tiers" }).click();
    await expect(page.getByText("Enter a name.")).toBeVisible();
  }),
  programmeView("the form for a wallet type, with what is wrong in it", async ({ page }) => {
    await page.goto("/settings/programme/wallet-types/new");
    await page.getByRole("switch", { name: "Pending at first" }).click();
    await page.getByRole("button", { name: "Add wallet type" }).click();
    await expect(page.getByText("Enter for how many days.")).toBeVisible();
  }),
  programmeView("the form for a custom event, with a field", async ({ page }) => {
    await page.goto("/settings/programme/custom-events/new");
    await page.getByRole("button", { name: "Add field" }).click();
    await expect(page.getByLabel("Name of field 1")).toBeVisible();
  }),
]);
