import type { Page } from "@playwright/test";
import type { Services } from "#lib/platform/runtime.ts";
import { type AStore, aWebhook } from "#lib/testing/factories.ts";
import { rows } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";

const DAY_MS = 24 * 3_600_000;
const LIST = "/settings/webhooks";

/** 23 webhooks: 20 for purchases, and three that differ from them in one column each. */
async function manyWebhooks(services: Services, store: AStore): Promise<void> {
  const usual = { eventNames: ["TransactionRegistered"], activeFrom: new Date("2026-01-10T12:00:00Z") };
  for (let index = 1; index <= 20; index += 1) {
    const number = String(index).padStart(2, "0");
    await aWebhook(services, store, { ...usual, url: `https://shop-${number}.example.com/hook` });
  }
  await aWebhook(services, store, {
    ...usual,
    url: "https://by-name.example.com/",
    eventNames: ["PointsWillExpire"],
  });
  await aWebhook(services, store, { ...usual, url: "https://by-legacy.example.com/", legacy: true });
  await aWebhook(services, store, {
    ...usual,
    url: "https://by-time.example.com/",
    activeFrom: new Date(Date.now() + 30 * DAY_MS),
  });
}

const table = (page: Page) => page.getByRole("table", { name: "Webhooks" });
const urlsShown = async (page: Page) =>
  (await rows(page, "Webhooks").allInnerTexts()).map(
    (text) => /([\w-]+)\.example\.com/.exec(text)?.[1] ?? text,
  );
const openFilter = async (page: Page, column: string) => {
  await table(page)
    .getByRole("button", { name: `Filter by ${column}` })
    .click();
};

test.beforeEach(async ({ services, store, page }) => {
  await manyWebhooks(services, store);
  await page.goto(LIST);
  await expect(rows(page, "Webhooks")).toHaveCount(20);
});

test("the list is filtered by each of its four columns, and a reload keeps the filter", async ({ page }) => {
  const expectOnly = async (url: string, count = 1) => {
    await expect(rows(page, "Webhooks")).toHaveCount(count);
    expect((await urlsShown(page))[0]).toBe(url);
    await expect(page.getByText(`${count} webhook${count === 1 ? "" : "s"} of 23`)).toBeVisible();
    const address = page.url();
    await page.reload();
    await expect(rows(page, "Webhooks")).toHaveCount(count);
    expect((await urlsShown(page))[0]).toBe(url);
    expect(page.url()).toBe(address);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(rows(page, "Webhooks")).toHaveCount(20);
    await expect(page).toHaveURL(LIST);
  };

  await test.step("Webhook name", async () => {
    await openFilter(page, "Webhook name");
    await page.getByRole("checkbox", { name: "PointsWillExpire", exact: true }).click();
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/\?eventName=PointsWillExpire$/);
    await expectOnly("by-name");
  });
  await test.step("Active from", async () => {
    await openFilter(page, "Active from");
    await page.getByRole("button", { name: "In the future" }).click();
    await expect(page).toHaveURL(/\?activeFrom=/);
    await expectOnly("by-time");
  });
  await test.step("Legacy", async () => {
    await openFilter(page, "Legacy");
    await page.getByRole("radio", { name: "Yes" }).click();
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/\?legacy=true$/);
    await expectOnly("by-legacy");
  });
  await test.step("URL", async () => {
    await openFilter(page, "URL");
    await page.getByRole("searchbox", { name: "URL contains" }).fill("shop-13");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/\?url=shop-13$/);
    await expectOnly("shop-13");
  });
});

test("sort, page size, page and filters live in the address together, and going back undoes the last step", async ({
  page,
}) => {
  const header = table(page).getByRole("columnheader", { name: "URL" });
  await header.getByRole("button", { name: "URL", exact: true }).click();
  await expect(header).toHaveAttribute("aria-sort", "ascending");
  const firstFour = async () => (await urlsShown(page)).slice(0, 4);
  await expect.poll(firstFour).toEqual(["by-legacy", "by-name", "by-time", "shop-01"]);
  await header.getByRole("button", { name: "URL", exact: true }).click();
  await expect(header).toHaveAttribute("aria-sort", "descending");
  await expect.poll(async () => (await urlsShown(page))[0]).toBe("shop-20");

  await page.getByRole("combobox", { name: "Rows per page" }).selectOption("10");
  await expect(rows(page, "Webhooks")).toHaveCount(10);
  await page.getByRole("button", { name: "Page 2" }).click();
  await expect.poll(async () => (await urlsShown(page))[0]).toBe("shop-10");
  await expect(page.getByText("11–20 of 23 webhooks")).toBeVisible();
  await openFilter(page, "URL");
  await page.getByRole("searchbox", { name: "URL contains" }).fill("shop");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("1–10 of 20 webhooks")).toBeVisible();
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByText("11–20 of 20 webhooks")).toBeVisible();

  await expect.poll(async () => (await urlsShown(page))[0]).toBe("shop-10");
  const shown = await urlsShown(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(rows(other, "Webhooks")).toHaveCount(10);
  expect(await urlsShown(other)).toEqual(shown);
  await other.close();

  await page.goBack();
  await expect(page.getByText("1–10 of 20 webhooks")).toBeVisible();
});

test("an address with a filter that the list does not take says so instead of ignoring it", async ({
  page,
}) => {
  await page.goto(`${LIST}?state=asleep`);
  await expect(page.getByText("The address holds a filter that the list does not take")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(rows(page, "Webhooks")).toHaveCount(20);

  await page.goto(`${LIST}?activeFrom=nonsense&url=by-name`);
  await expect(rows(page, "Webhooks")).toHaveCount(1);
  await expect(page.getByText("The list is shown without Active from.")).toBeVisible();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page).toHaveURL(`${LIST}?url=by-name`);
  await expect(page.getByText("The list is shown without")).toBeHidden();
});
