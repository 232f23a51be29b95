import { heading, testAccessible } from "../support/accessibility.ts";
import { rows } from "../support/console-pages.ts";
import { expect } from "../support/fixtures.ts";
import { programmeView } from "../support/programme-view.ts";

testAccessible([
  programmeView("the list of members", async ({ page }) => {
    await page.goto("/members");
    await expect(rows(page, "Members")).toHaveCount(7);
  }),
  programmeView("a member's profile", async ({ page }, { memberId }) => {
    await page.goto(`/members/${memberId}`);
    await heading(page, "Anna Kowalska");
  }),
  programmeView(
    "a member's wallet, with what is wrong in the form for units",
    async ({ page }, { memberId }) => {
      await page.goto(`/members/${memberId}/wallet`);
      await page.getByRole("button", { name: "Add units" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Add units" }).click();
      await expect(page.getByText("Enter how many, such as 100 or 12.5.")).toBeVisible();
    },
  ),
  programmeView("the form for a transaction", async ({ page }) => {
    await page.goto("/transactions/new");
    await page.getByRole("button", { name: "Enter transaction" }).click();
    await expect(page.getByText("Enter the number of the receipt or invoice.")).toBeVisible();
  }),
  programmeView("a transaction of nobody", async ({ page }, { transactionId, documentNumber }) => {
    await page.goto(`/transactions/${transactionId}`);
    await heading(page, documentNumber);
  }),
  programmeView("a reward", async ({ page }, { rewardId }) => {
    await page.goto(`/rewards/${rewardId}`);
    await heading(page, "Ten euros off");
  }),
  programmeView("the form for a reward", async ({ page }) => {
    await page.goto("/rewards/new");
    await page.getByRole("button", { name: "Add reward" }).click();
    await expect(page.getByText("Enter a name.")).toBeVisible();
  }),
  programmeView("a redemption whose status is about to change", async ({ page }, { redemptionId }) => {
    await page.goto(`/redemptions/${redemptionId}`);
    await page.getByRole("button", { name: "Change status" }).click();
    await expect(page.getByRole("dialog").getByRole("combobox", { name: "Status" })).toBeVisible();
  }),
  programmeView("the form for a campaign", async ({ page }, { campaignId }) => {
    await page.goto(`/campaigns/${campaignId}/edit`);
    await page.getByRole("button", { name: "Add condition" }).click();
    await expect(page.getByLabel("Attribute of condition 1")).toBeVisible();
  }),
  programmeView("an achievement with the progress of members", async ({ page }, { achievementId }) => {
    await page.goto(`/achievements/${achievementId}`);
    await expect(rows(page, "Progress of members")).not.toHaveCount(0);
  }),
]);
