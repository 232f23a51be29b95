import { RESOURCES } from "#lib/auth/core/permissions.ts";
import { createMember } from "#lib/loyalty/members/mutations.ts";
import { addTransfer } from "#lib/loyalty/points/use-cases.ts";
import { registerTransaction } from "#lib/loyalty/transactions/mutations.ts";
import { aContext, anAdministrator } from "#lib/testing/factories.ts";
import { rows } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";
import { signInByCookie } from "../support/session.ts";

test.beforeEach(async ({ page, services, store }) => {
  await signInByCookie(page.context(), await anAdministrator(services, store, { resources: RESOURCES }));
});

test("a purchase of nobody is entered, found among those that are unmatched, and matched by hand; a file is taken in", async ({
  page,
  services,
  store,
}) => {
  const ctx = aContext(services, store);
  const { customerId } = await createMember(ctx, { firstName: "Jonas", email: "jonas@example.com" });
  await page.goto("/transactions");
  await page.getByRole("link", { name: "Enter transaction" }).click();
  await page.getByLabel("Number", { exact: true }).fill("PAR-1");
  await page.getByRole("radio", { name: "Nobody who is known" }).click();
  await page.getByLabel("Name of item 1").fill("Beans");
  await page.getByLabel("Code (SKU)").fill("BEAN-1");
  await page.getByLabel(/^Value, /).fill("12,5");
  await page.getByRole("button", { name: "Enter transaction" }).click();
  await expect(page.getByText(/^Enter a number with six decimal places/)).toBeVisible();
  await page.getByLabel(/^Value, /).fill("12.5");
  await page.getByRole("button", { name: "Add item" }).click();
  await page.getByLabel("Name of item 2").fill("Cup");
  await page.getByLabel("Code (SKU)").last().fill("CUP-2");
  await page
    .getByLabel(/^Value, /)
    .last()
    .fill("7");
  await page.getByRole("button", { name: "Enter transaction" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "PAR-1" })).toBeVisible();
  await expect(rows(page, "Events")).toHaveCount(1);
  await page.goto("/transactions?matched=false");
  await expect(page.getByRole("list", { name: "Active filters" })).toContainText("Nobody yet");
  await rows(page, "Transactions").getByRole("link", { name: "PAR-1" }).click();
  await page.getByRole("button", { name: "Match with a member" }).click();
  await page.getByRole("combobox", { name: "Member" }).click();
  await page.getByRole("option", { name: "Jonas" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Match" }).click();

  await expect(page.getByRole("link", { name: "Jonas" })).toBeVisible();
  await expect(rows(page, "Events").first()).toContainText("TransactionAssignedToCustomer");
  await expect(page.getByRole("button", { name: "Match with a member" })).toBeHidden();
  const member = await services.db.prisma.member.findUniqueOrThrow({ where: { id: customerId } });
  expect(Number(member.transactionsAmount)).toBe(19.5);

  await page.goto("/transactions");
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await page.getByLabel("File", { exact: true }).setInputFiles({
    name: "sales.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      [
        "documentNumber,purchasedAt,sku,productName,category,grossValue,email",
        "IMP-1,2026-11-01T10:00:00Z,BEAN-1,Beans,Coffee,5,jonas@example.com",
        "IMP-2,someday,BEAN-1,Beans,Coffee,5,jonas@example.com",
      ].join("\n"),
    ),
  });
  await page.getByRole("button", { name: "Import file" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "sales.csv" })).toBeVisible();
  await expect(page.getByText("1 of 2 done, 1 rejected")).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("button", { name: "Cancel import" })).toBeHidden();
  const lines = rows(page, "Lines");
  await page.getByRole("link", { name: "See the rejected lines" }).click();
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText("someday");
  await page.goBack();
  await lines.getByRole("link", { name: "See the transaction" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "IMP-1" })).toBeVisible();

  // More than can be done before somebody says stop.
  const rest = Array.from(
    { length: 5_000 },
    (_, index) => `LONG-${index},2026-11-01T10:00:00Z,B,Beans,Coffee,5`,
  );
  await page.goto("/imports/new?type=transaction");
  await page.getByLabel("File", { exact: true }).setInputFiles({
    name: "wrong.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      ["documentNumber,purchasedAt,sku,productName,category,grossValue", ...rest].join("\n"),
    ),
  });
  await page.getByRole("button", { name: "Import file" }).click();
  await page.getByRole("button", { name: "Cancel import" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel import" }).click();
  await expect(page.getByRole("main").getByText("Cancelled", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel import" })).toBeHidden();
  const cancelled = await services.db.prisma.import.findFirstOrThrow({ where: { fileName: "wrong.csv" } });
  expect(cancelled.state).toBe("cancelled");
  expect(cancelled.succeeded).toBeLessThan(5_000);
});

test("a reward is added, bought for a member, and its redemption goes on until it is cancelled and paid back", async ({
  page,
  services,
  store,
}) => {
  const ctx = aContext(services, store);
  const { customerId } = await createMember(ctx, { firstName: "Chloé", email: "chloe@example.com" });
  await addTransfer(ctx, { customer: customerId, points: 150 });
  await page.goto("/rewards");
  await page.getByRole("link", { name: "Add reward" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Ten off");
  await page.getByLabel("Cost in units").fill("100");
  await page.getByLabel(/^Worth, /).fill("10");
  await page.getByRole("button", { name: "Add reward" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ten off" })).toBeVisible();
  await expect(rows(page, "Events")).toContainText(["RewardCreated"]);

  const buy = async () => {
    await page.getByRole("button", { name: "Buy for a member" }).click();
    await page.getByRole("combobox", { name: "Member" }).click();
    await page.getByRole("option", { name: "Chloé" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Buy reward" }).click();
  };
  await buy();
  await expect(rows(page, "Events").filter({ hasText: "CustomerBoughtReward" })).toHaveCount(1);
  await buy();
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("link", { name: "Redemptions" }).click();
  await rows(page, "Redemptions").getByRole("link", { name: "Ten off" }).click();
  await page.getByRole("button", { name: "Change status" }).click();
  await page.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option", { name: "Cancelled" }).click();
  await page.getByLabel("Comment").fill("Bought by mistake");
  await page.getByRole("dialog").getByRole("button", { name: "Change status" }).click();
  await expect(page.getByRole("list", { name: "Statuses, the newest first" })).toContainText(
    "Bought by mistake",
  );
  await expect(rows(page, "Events").filter({ hasText: "RewardRedemptionStatusChanged" })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Change status" })).toBeHidden();
  const wallet = await services.db.prisma.wallet.findFirstOrThrow({ where: { memberId: customerId } });
  expect(Number(wallet.active)).toBe(150);
});

test("a campaign and an achievement that are made in their forms do what they say", async ({
  page,
  services,
  store,
}) => {
  await page.goto("/campaigns/new");
  await page.getByLabel("Name", { exact: true }).fill("Tenfold");
  await page.getByRole("button", { name: "Add condition" }).click();
  await page.getByLabel("Attribute of condition 1").fill("transaction.grossValue");
  await page.getByRole("combobox", { name: "Operator of condition 1" }).click();
  await page.getByRole("option", { name: "is at least" }).click();
  await page.getByLabel("Value of condition 1").fill("20");
  await page.getByLabel("How many units").fill("transaction.grossValue *");
  await page.getByRole("button", { name: "Add campaign" }).click();
  await expect(page.getByLabel("How many units")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("How many units").fill("transaction.grossValue * 10");
  await page.getByRole("button", { name: "Add campaign" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tenfold" })).toBeVisible();
  const campaignUrl = page.url();

  await page.goto("/achievements/new");
  await page.getByLabel("Name", { exact: true }).fill("Five purchases");
  await page.getByLabel("Goal").fill("5");
  await page.getByRole("button", { name: "Add achievement" }).click();
  await expect(page.getByText("Nobody has progress yet")).toBeVisible();

  const ctx = aContext(services, store);
  const { customerId } = await createMember(ctx, { firstName: "Piotr", email: "piotr@example.com" });
  for (const [documentNumber, grossValue] of [
    ["ONE", 25],
    ["TWO", 19.99],
  ] as const) {
    await registerTransaction(ctx, {
      header: { documentNumber, documentType: "sell", purchasedAt: new Date().toISOString() },
      items: [{ sku: "1", name: "Beans", category: "Coffee", grossValue }],
      customerData: { customerId },
    });
  }
  const wallet = await services.db.prisma.wallet.findFirstOrThrow({ where: { memberId: customerId } });
  expect(Number(wallet.active)).toBe(250);

  await page.reload();
  const progress = rows(page, "Progress of members");
  await expect(progress).toContainText(["2 of 5"]);
  await progress.getByRole("button", { name: "Edit the progress of Piotr with Five purchases" }).click();
  await page.getByRole("dialog").getByLabel("Now").fill("4");
  await page.getByRole("dialog").getByRole("button", { name: "Save progress" }).click();
  await expect(progress).toContainText(["4 of 5"]);

  await page.goto(campaignUrl);
  await expect(rows(page, "Events").filter({ hasText: "CampaignEffectWasApplied" })).toHaveCount(1);
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Nothing changed that an event tells of.")).toBeVisible();
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect(rows(page, "Events").filter({ hasText: "CampaignUpdated" })).toHaveCount(1);
});
