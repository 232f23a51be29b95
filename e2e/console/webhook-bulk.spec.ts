import type { Page } from "@playwright/test";
import { aRollup, aStore, aWebhook } from "#lib/testing/factories.ts";
import { rows } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";

const LIST = "/settings/webhooks";

const table = (page: Page) => page.getByRole("table", { name: "Webhooks" });
const rowOf = (page: Page, url: string) => rows(page, "Webhooks").filter({ hasText: url });
const select = (page: Page, url: string) =>
  rowOf(page, url)
    .getByRole("checkbox", { name: /^Select / })
    .check();

test("several webhooks are paused at once after a question that names them, and the pause is taken back", async ({
  page,
  services,
  store,
}) => {
  for (const name of ["one", "two", "three"]) {
    await aWebhook(services, store, { url: `https://${name}.example.com/` });
  }
  await page.goto(LIST);
  await select(page, "one.example.com");
  await select(page, "two.example.com");
  const bar = page.getByRole("region", { name: "Selected rows" });
  await expect(bar).toContainText("2 webhooks selected");
  await expect(bar.getByRole("button", { name: "Resume 0" })).toBeDisabled();
  await bar.getByRole("button", { name: "Pause 2" }).click();

  const dialog = page.getByRole("alertdialog", { name: "Pause 2 webhooks?" });
  await expect(dialog).toContainText("https://one.example.com/");
  await expect(dialog).toContainText("https://two.example.com/");
  await dialog.getByRole("button", { name: "Pause 2 webhooks" }).click();

  await expect(rowOf(page, "one.example.com")).toContainText("Paused");
  await expect(rowOf(page, "two.example.com")).toContainText("Paused");
  await expect(rowOf(page, "three.example.com")).toContainText("Active");
  await expect(bar).toBeHidden();

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rowOf(page, "one.example.com")).toContainText("Active");
  await expect(rowOf(page, "two.example.com")).toContainText("Active");
});

test("all webhooks that match are paused, also those on other pages, no others, none of a store switched to meanwhile, and not without a word when the page is closed", async ({
  page,
  services,
  store,
  editor,
}) => {
  const { prisma } = services.db;
  const roleOf = async (administratorId: string) =>
    (await prisma.administratorRole.findFirstOrThrow({ where: { administratorId } })).roleId;
  for (let index = 0; index < 55; index += 1) {
    await aWebhook(services, store, {
      url: `https://shop-${index}.example.com/`,
      state: index === 0 ? "paused" : "active",
    });
  }
  await aWebhook(services, store, { url: "https://other.example.com/" });
  // On a phone, where no heading has a checkbox for the whole page.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${LIST}?url=shop`);
  await page
    .getByRole("checkbox", { name: /^Select (?!all )/ })
    .first()
    .check();
  const bar = page.getByRole("region", { name: "Selected rows" });
  await bar.getByRole("button", { name: "Select the whole page" }).click();
  await bar.getByRole("button", { name: "Select all 55 that match" }).click();
  await expect(bar).toContainText("55 webhooks selected");
  await bar.getByRole("button", { name: "Pause" }).click();
  const dialog = page.getByRole("dialog", { name: "Pause 55 webhooks?" });

  const other = await aStore(services);
  const { id: theirs } = await aWebhook(services, other, { url: "https://shop-1.example.com/" });
  await prisma.roleStore.create({ data: { storeId: other.id, roleId: await roleOf(editor.id) } });
  const switchTo = (value: string) =>
    page.context().addCookies([{ name: "pointhook-store", value, url: page.url() }]);
  await switchTo(other.code);
  await dialog.getByRole("button", { name: "Pause 55 webhooks" }).click();
  await expect(dialog).toContainText(`This page belongs to the store ${store.code}`);
  // By now the page behind is that of the other store.
  await expect(page.getByText("shop-1.example.com", { exact: true })).toBeAttached();
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog).toContainText(`This page belongs to the store ${store.code}`);
  expect(await prisma.webhookSubscription.findUniqueOrThrow({ where: { id: theirs } })).toMatchObject({
    state: "active",
  });
  await switchTo(store.code);

  const goesOn = Promise.withResolvers<void>();
  await page.route(`**${LIST}?*`, async (route) => {
    if (route.request().method() === "POST") await goesOn.promise;
    await route.continue();
  });
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog).toContainText("Keep this page open");
  const question = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  expect((await question).type()).toBe("beforeunload");
  await (await question).dismiss();
  goesOn.resolve();

  await expect(page.getByText("Paused 54 webhooks")).toBeVisible();
  await expect(page.getByText("1 webhook stayed as before.")).toBeVisible();
  await expect(bar).toBeHidden();
  const active = await prisma.webhookSubscription.findMany({ where: { storeId: store.id, state: "active" } });
  expect(active.map(({ url }) => url)).toEqual(["https://other.example.com/"]);
});

test("a webhook that somebody else has changed meanwhile is not deleted, and the others are", async ({
  page,
  services,
  store,
  rest,
}) => {
  const { id } = await aWebhook(services, store, { url: "https://changed.example.com/" });
  await aWebhook(services, store, { url: "https://gone.example.com/" });
  await page.goto(LIST);
  await page.getByRole("checkbox", { name: "Select all rows of this page" }).check();
  const answer = await rest("POST", `/api/${store.code}/webhook/subscription/${id}/pause`);
  expect(answer.status).toBe(204);

  await page.getByRole("button", { name: "Delete 2" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete 2 webhooks" }).click();
  await expect(page.getByText("was not deleted")).toBeVisible();
  await expect(rows(page, "Webhooks")).toHaveCount(1);
  await expect(rowOf(page, "changed.example.com")).toContainText("Paused");
});

test("the list shows the last day of each webhook, and leaves out columns as its address says", async ({
  page,
  services,
  store,
}) => {
  const { id } = await aWebhook(services, store, { url: "https://busy.example.com/" });
  await aRollup(services, store, id, {
    periodStart: new Date(),
    attempts: 200,
    failedAttempts: 3,
    slowestMs: 180,
    latency: [0, 0, 0, 0, 0, 0, 0, 200],
  });
  await page.goto(LIST);
  const row = rowOf(page, "busy.example.com");
  await expect(row.getByRole("img", { name: "3 of 200 attempts failed in the last 24 hours" })).toBeVisible();
  await expect(row).toContainText("98.5 %");

  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Success, 24 h" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\?hide=success$/);
  await page.reload();
  await expect(table(page).getByRole("columnheader", { name: "Backlog" })).toBeVisible();
  await expect(table(page).getByRole("columnheader", { name: "Success, 24 h" })).toHaveCount(0);
});

test("the export holds the whole filtered list, and nothing in it is a formula", async ({
  page,
  services,
  store,
}) => {
  for (let index = 0; index < 30; index += 1) {
    await aWebhook(services, store, { url: `https://shop-${index}.example.com/` });
  }
  const { id } = await aWebhook(services, store, { url: "https://legacy.example.com/", legacy: true });
  await services.db.prisma.webhookSubscription.updateMany({
    where: { storeId: store.id },
    data: { description: '=HYPERLINK("https://evil.example.com")' },
  });
  await page.goto(`${LIST}?legacy=false`);
  await expect(rows(page, "Webhooks")).toHaveCount(20);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const stream = await (await download).createReadStream();
  let text = "";
  for await (const chunk of stream) text += chunk;
  const lines = text.trimEnd().split("\r\n");
  expect(lines).toHaveLength(31);
  expect(lines[0]).toMatch(/^\ufeffWebhook id,Events,/);
  expect(text).not.toContain(id);
  expect(lines.slice(1).every((line) => line.includes(`"'=HYPERLINK(""https://evil.example.com"")"`))).toBe(
    true,
  );
});

test.describe("somebody who may only look", () => {
  test.use({ as: "viewer" });

  test("sees the list without anything to choose or to change", async ({ page, services, store }) => {
    await aWebhook(services, store, { url: "https://one.example.com/" });
    await page.goto(LIST);
    await expect(rowOf(page, "one.example.com")).toBeVisible();
    await expect(page.getByRole("checkbox")).toHaveCount(0);
    await expect(page.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Export CSV" })).toBeVisible();
  });
});
