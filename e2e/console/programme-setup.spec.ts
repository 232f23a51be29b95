import { RESOURCES } from "#lib/auth/core/permissions.ts";
import { updateTierSet } from "#lib/loyalty/tiers/tier-sets.ts";
import { aContext, anAdministrator } from "#lib/testing/factories.ts";
import { rows } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";
import { signInByCookie } from "../support/session.ts";

test("tiers, wallet types and custom events are set up in their forms, and shown without them to whoever may only look", async ({
  page,
  services,
  store,
}) => {
  const { prisma } = services.db;
  await signInByCookie(page.context(), await anAdministrator(services, store, { resources: RESOURCES }));
  const navigation = page.getByRole("navigation", { name: "Main" });
  const tabs = page.getByRole("navigation", { name: "Programme setup" });
  const readType = (code: string) =>
    prisma.walletType.findUniqueOrThrow({ where: { storeId_code: { storeId: store.id, code } } });

  await test.step("a wallet type", async () => {
    await page.goto("/settings/programme");
    await expect(page).toHaveURL(/\/settings\/programme\/tiers$/);
    await expect(page.getByText("No tiers yet")).toBeVisible();
    await tabs.getByRole("link", { name: "Wallet types" }).click();
    await expect(navigation.getByRole("link", { name: "Programme setup" })).toHaveAttribute(
      "aria-current",
      "page",
    );
    await page.getByRole("link", { name: "Add wallet type" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Stamps");
    await page.getByLabel("Code", { exact: true }).fill("stamps");
    await page.getByLabel("One unit is called").fill("Stamp");
    await page.getByLabel("Several are called").fill("Stamps");
    await page.getByRole("combobox", { name: "They expire" }).click();
    await page.getByRole("option", { name: "After so many days" }).click();
    await page.getByRole("button", { name: "Add wallet type" }).click();
    await expect(page.getByText("Enter after how many days.")).toBeVisible();
    await page.getByLabel("After how many days").fill("90");
    await page.getByRole("button", { name: "Add wallet type" }).click();
    await expect(rows(page, "Wallet types")).toContainText(["Stamps"]);
    expect(await readType("stamps")).toMatchObject({ unitDaysActiveCount: 90, isDefault: false });
  });

  await test.step("what the server refuses stands at its field, and what was typed stays", async () => {
    await rows(page, "Wallet types").getByRole("link", { name: "Points" }).click();
    await expect(page.getByLabel("Code", { exact: true })).toHaveAttribute("readonly", "");
    await page.getByRole("switch", { name: "Active" }).click();
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("The default wallet type stays active.").last()).toBeVisible();
    await page.getByRole("switch", { name: "Active" }).click();
    await page.getByLabel("Several are called").fill("beans");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page).toHaveURL(/wallet-types$/);
    expect((await readType("default")).unitPluralName).toBe("beans");
  });

  await test.step("a tier set and its tiers", async () => {
    await page.goto("/settings/programme/tiers/new");
    await page.getByLabel("Name", { exact: true }).fill("Coffee club");
    await page.getByRole("combobox", { name: "Condition 1", exact: true }).click();
    await page.getByRole("option", { name: "Money spent" }).click();
    await page.getByRole("button", { name: "Add tier set" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Coffee club" })).toBeVisible();
    const list = page.getByRole("list", { name: "Tiers" });
    const tier = (name: string) => list.getByRole("listitem", { name });
    await tier("Tier 1").getByLabel("Name", { exact: true }).fill("Bean");
    for (const [number, name, value] of [
      ["Tier 2", "Gold", "300"],
      ["Tier 3", "Silver", "100"],
    ] as const) {
      await page.getByRole("button", { name: "Add tier" }).click();
      await tier(number).getByLabel("Name", { exact: true }).fill(name);
      await tier(number).getByLabel("Money spent, at least").fill(value);
    }
    await page.getByRole("button", { name: /^Move tier 3 down/ }).click();
    await page.getByRole("button", { name: "Save tiers" }).click();
    await expect(page.getByText("The tiers are saved")).toBeVisible();
    const tiers = await prisma.tier.findMany({
      where: { storeId: store.id },
      orderBy: { sortOrder: "asc" },
      include: { conditions: true },
    });
    expect(
      tiers.map(({ name, conditions }) => [name, ...conditions.map(({ value }) => Number(value))]),
    ).toEqual([["Bean"], ["Silver", 100], ["Gold", 300]]);
  });

  await test.step("a tier set is renamed, and what somebody else changed meanwhile is not undone", async () => {
    await page.getByRole("link", { name: "Edit" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Edit Coffee club" })).toBeVisible();
    await page.getByLabel("Name", { exact: true }).fill("Mine");
    const set = await prisma.tierSet.findFirstOrThrow({ where: { storeId: store.id } });
    const theirs = { translations: { en: { name: "Theirs" } } };
    const [condition] = await prisma.tierSetCondition.findMany({ where: { tierSetId: set.id } });
    const conditions = [{ id: condition?.id, attribute: "totalSpending" as const }];
    await updateTierSet(aContext(services, store), set.id, { ...theirs, conditions });
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Changed by somebody else meanwhile")).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Mine");
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Theirs");
    await page.getByLabel("Name", { exact: true }).fill("Coffee club");
    await page.getByLabel("Description").fill("For regulars");
    await page.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Coffee club" })).toBeVisible();
    await expect(page.getByText("For regulars")).toBeVisible();
  });

  await test.step("a custom event, which campaigns can then be set off by", async () => {
    await page.goto("/settings/programme/custom-events/new");
    await page.getByLabel("Name", { exact: true }).fill("Visited a shop");
    await page.getByLabel("Type", { exact: true }).fill("shop_visit");
    await page.getByRole("button", { name: "Add field" }).click();
    await page.getByLabel("Name of field 1").fill("shop");
    await page.getByRole("button", { name: "Add custom event" }).click();
    await expect(rows(page, "Custom events")).toContainText(["shop_visit"]);
    await page.getByRole("link", { name: "Add custom event" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Again");
    await page.getByLabel("Type", { exact: true }).fill("shop_visit");
    await page.getByRole("button", { name: "Add custom event" }).click();
    await expect(page.getByLabel("Type", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Again");
  });

  await test.step("whoever may only look", async () => {
    const viewer = await anAdministrator(services, store, {
      resources: ["LEVEL", "CUSTOM_EVENT"],
      access: "VIEW",
    });
    await signInByCookie(page.context(), viewer);
    await page.goto("/settings/programme/custom-events/shop_visit");
    await expect(page.getByText("shop text")).toBeVisible();
    await expect(page.getByRole("form")).toHaveCount(0);
    await page.goto("/settings/programme/tiers");
    await expect(tabs.getByRole("link")).toHaveText(["Tiers", "Custom events"]);
    await rows(page, "Tier sets").getByRole("link", { name: "Coffee club" }).click();
    await expect(page.getByRole("list", { name: "Tiers" })).toContainText("Money spent: at least 300");
    await expect(page.getByRole("form")).toHaveCount(0);
    await page.goto("/settings/programme/wallet-types/new");
    await expect(page.getByText("You may not change the wallet types of this store")).toBeVisible();
  });
});
