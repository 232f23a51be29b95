import { RESOURCES } from "#lib/auth/core/permissions.ts";
import { anAdministrator, aWebhook } from "#lib/testing/factories.ts";
import { aMember, aTierSet } from "#lib/testing/loyalty.ts";
import { rows } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";
import { signInByCookie } from "../support/session.ts";

test("a member is added, changed, given a tier and units, and each action tells what it published", async ({
  page,
  services,
  store,
  receiver,
}) => {
  await signInByCookie(page.context(), await anAdministrator(services, store, { resources: RESOURCES }));
  await aTierSet(services, store, { thresholds: [5_000] });
  const eventNames = ["CustomerRegistered", "AvailablePointsAmountChanged"];
  await aWebhook(services, store, { url: receiver.url, eventNames });
  const other = await aMember(services, store, { firstName: "Greta", lastName: "Hoffmann" });
  const told = page.getByRole("listitem").filter({ hasText: "Published:" });

  await page.goto("/members");
  await page.getByRole("link", { name: "Add member" }).click();
  await page.getByLabel("First name").fill("Anna");
  await page.getByRole("button", { name: "Add member" }).click();
  await expect(page.getByText("This value is required: members are known by it.").first()).toBeVisible();
  await page.getByLabel("E-mail").fill("anna@example.com");
  await page.getByRole("button", { name: "Add member" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Anna" })).toBeVisible();
  await expect(told).toContainText("CustomerRegistered → 1 delivery");
  await expect(told).toContainText("CustomerLevelChanged → no webhook");
  await receiver.waitFor(1);

  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByLabel("Last name").fill("Kowalska");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Anna Kowalska" })).toBeVisible();
  await expect(told.filter({ hasText: "CustomerUpdated" })).toBeVisible();

  await page.getByRole("button", { name: "Give tier" }).click();
  await page.getByRole("combobox", { name: "Tier" }).click();
  await page.getByRole("option", { name: "Tier 1" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Give tier" }).click();
  await expect(page.getByText("Tier 1 (by hand)")).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Remove the tier given by hand" }).click();
  await expect(page.getByText("Tier 1 (by hand)")).toBeHidden();

  await page.getByRole("link", { name: "Wallet" }).click();
  const history = rows(page, "History of units");
  const move = async (button: string, units: string) => {
    await page.getByRole("button", { name: button, exact: true }).click();
    await page.getByRole("dialog").getByLabel("Units", { exact: true }).fill(units);
  };
  await move("Add units", "100");
  await page.getByRole("dialog").getByRole("button", { name: "Add units" }).click();
  await expect(history).toHaveCount(1);
  await move("Deduct", "1000");
  await page.getByRole("dialog").getByRole("button", { name: "Deduct units" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This could not be done." })).toContainText(
    "Units:",
  );
  await page.getByRole("dialog").getByLabel("Units", { exact: true }).fill("30");
  await page.getByRole("dialog").getByRole("button", { name: "Deduct units" }).click();
  await expect(history).toHaveCount(2);
  await move("Block", "20");
  await page.getByRole("dialog").getByRole("button", { name: "Block units" }).click();
  await expect(history).toHaveCount(3);
  await page.getByRole("button", { name: "Actions for blocked 20" }).click();
  await page.getByRole("menuitem", { name: "Unblock" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Unblock" }).click();
  await expect(history.first()).toContainText("Cancelled");
  await move("Send to a member", "5.5");
  await page.getByRole("combobox", { name: "To" }).click();
  await page.getByRole("combobox", { name: "Search: Member" }).fill("greta hoff");
  await page.getByRole("option", { name: "Greta Hoffmann" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send units" }).click();
  await expect(history).toHaveCount(4);
  await expect(page.getByRole("list", { name: "Wallets" })).toContainText("64.5");
  const wallet = await services.db.prisma.wallet.findFirstOrThrow({ where: { memberId: other.id } });
  expect(Number(wallet.active)).toBe(5.5);

  await page.getByRole("link", { name: "Events", exact: true }).last().click();
  const sent = rows(page, "Events").filter({ hasText: "AvailablePointsAmountChanged" });
  await expect(sent).toHaveCount(5);
  await sent.first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "AvailablePointsAmountChanged" })).toBeVisible();
});

test("who may only look sees members, wallets and campaigns, and no button that changes them", async ({
  page,
  services,
  store,
}) => {
  const viewer = await anAdministrator(services, store, { resources: RESOURCES, access: "VIEW" });
  await signInByCookie(page.context(), viewer);
  const { id } = await aMember(services, store, { firstName: "Anna" });
  for (const path of [
    "/members",
    `/members/${id}`,
    `/members/${id}/wallet`,
    "/transactions",
    "/rewards",
    "/campaigns",
    "/achievements",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const words = /^(Add|Edit|Give|Deduct|Block|Send to|Enter transaction|Activate|More actions)/;
    await expect(page.getByRole("main").getByRole("button", { name: words })).toHaveCount(0);
    await expect(page.getByRole("main").getByRole("link", { name: words })).toHaveCount(0);
  }
  await page.goto("/members/new");
  await expect(page.getByText("You may not change the members of this store")).toBeVisible();
  await page.goto("/settings/expiring-notifications");
  await expect(page.getByRole("definition").first()).toHaveText("Never");
});
