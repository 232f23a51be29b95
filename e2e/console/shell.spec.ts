import { aWebhook, publishExample } from "#lib/testing/factories.ts";
import { heading } from "../support/accessibility.ts";
import { expect, test } from "../support/fixtures.ts";

test("without a mouse: from the overview to a webhook by its URL, to a page by keys, and the keys themselves", async ({
  page,
  services,
  store,
}) => {
  const { id } = await aWebhook(services, store, { url: "https://orders.example.com/hook" });
  await page.goto("/");
  await heading(page, "Overview");

  await test.step("skips the navigation", async () => {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.locator("#main")).toBeFocused();
  });
  await test.step("finds the webhook", async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Search" })).toBeFocused();
    await page.keyboard.type("orders.ex");
    await expect(page.getByRole("option", { name: /Webhook AvailablePointsAmountChanged/ })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/settings/webhooks/${id}$`));
    await heading(page, "AvailablePointsAmountChanged");
  });
  await test.step("goes to the deliveries", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("d");
    await heading(page, "Deliveries");
  });
  await test.step("reads the keys, and switches single ones off", async () => {
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keyboard" });
    await expect(dialog).toContainText("Go to Webhooks");
    await dialog.getByRole("switch", { name: /Single keys/ }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await page.keyboard.press("?");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Go to" })).toBeVisible();
    await expect(dialog).toBeHidden();
  });
});

test("the command palette finds a delivery by its id, and a page by its name", async ({
  page,
  services,
  store,
  receiver,
}) => {
  await aWebhook(services, store, { url: receiver.url });
  const [eventId = ""] = await publishExample(services, store);
  const { id } = await services.db.prisma.delivery.findFirstOrThrow({ where: { eventId } });
  await page.goto("/deliveries");
  await page.getByRole("button", { name: /^Search/ }).click();
  const field = page.getByRole("combobox", { name: "Search" });
  await field.fill("webh");
  await expect(page.getByRole("option").first()).toContainText("Webhooks");
  await field.fill(id);
  await page.getByRole("option", { name: /^Delivery/ }).click();
  await expect(page).toHaveURL(new RegExp(`/deliveries/${id}`));
});

test.describe("a server that is down", () => {
  test.use({ allowedComplaints: [/net::ERR_/] });

  test("is said so, nothing on the page is lost, and the way goes on once it is back", async ({ page }) => {
    await page.goto("/deliveries");
    await heading(page, "Deliveries");
    // What is fetched in advance may be there already: only a page that has to be asked for shows it.
    await page
      .context()
      .route("**/*", (route) =>
        route.request().headers().rsc === undefined ? route.continue() : route.abort("connectionrefused"),
      );
    await page.getByRole("button", { name: "Refresh" }).click();
    await expect(page.getByText("The server cannot be reached.")).toBeVisible();
    await heading(page, "Deliveries");
    await page.context().unroute("**/*");
    await page.getByRole("button", { name: "Retry" }).click();
    await expect(page.getByText("The server cannot be reached.")).toBeHidden();
    await expect(page).toHaveURL(/\/deliveries$/);
  });
});

test.describe("a server that goes away before a page has all its scripts", () => {
  test.use({ allowedComplaints: [/net::ERR_/] });

  test("loses no message: it is shown plainly, and a menu that cannot be fetched says so", async ({
    page,
    services,
    store,
  }) => {
    const { id } = await aWebhook(services, store, { url: "https://orders.example.com/hook" });
    let refused = 0;
    // What a page begins with is named in it; every other script is fetched later.
    const first = await (await page.request.get(`/settings/webhooks/${id}`)).text();
    await page.route("**/_next/static/chunks/*.js", async (route) => {
      if (first.includes(new URL(route.request().url()).pathname)) return route.continue();
      refused += 1;
      await route.abort("connectionrefused");
    });
    await page.goto(`/settings/webhooks/${id}`);
    await expect.poll(() => refused).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Pause" }).click();
    const notices = page.getByRole("region", { name: "Notifications" });
    await expect(notices).toContainText("Paused: its deliveries wait");
    await page.getByRole("button", { name: "Theme" }).click();
    await expect(notices).toContainText("This could not be opened");

    await page.unroute("**/_next/static/chunks/*.js");
    await page.getByRole("button", { name: "Theme" }).click();
    await expect(page.getByRole("menuitemradio", { name: "Dark" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Theme" })).toBeFocused();
  });
});

test("times say in which zone they stand, and UTC to whoever hovers", async ({ page, services, store }) => {
  await publishExample(services, store);
  await page.goto("/events");
  await expect(page.getByText("Times in America/New York; hover for UTC")).toBeVisible();
  const time = page.getByRole("main").locator("time").first();
  const details = page.locator("[data-slot=tooltip]");
  // The pointer is there before the page listens to it, and goes on.
  await time.hover();
  await page.reload();
  let moves = 0;
  await expect(async () => {
    moves += 1;
    await time.hover({ position: { x: 2 + (moves % 4) * 3, y: 4 } });
    await expect(details).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(details).toContainText("America/New_York");
  await expect(details).toContainText("UTC");
});
