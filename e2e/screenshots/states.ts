import { heading } from "../support/accessibility.ts";
import { rows, signInByForm } from "../support/console-pages.ts";
import { expect } from "../support/fixtures.ts";
import type { Shot } from "./pages.ts";

/** What opens on the pages, and what they say when something is wrong: to be looked at, and not in the documents. */
export const STATES: readonly Shot[] = [
  state("state-hint", async (page) => {
    await page.goto("/events");
    const time = page.getByRole("main").locator("time").first();
    await expect(time).toBeVisible();
    let moves = 0;
    await expect(async () => {
      moves += 1;
      await time.hover({ position: { x: 2 + (moves % 4) * 3, y: 4 } });
      await expect(page.locator("[data-slot=tooltip]")).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 15_000 });
  }),
  state("state-row-menu", async (page) => {
    await page.goto("/settings/webhooks");
    await page
      .getByRole("button", { name: /^Actions for / })
      .first()
      .click();
    await expect(page.getByRole("menu")).toBeVisible();
  }),
  state("state-keyboard-map", async (page) => {
    await page.goto("/deliveries");
    await heading(page, "Deliveries");
    await expect(async () => {
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 15_000 });
  }),
  state("state-bulk-dialog", async (page) => {
    await page.goto("/deliveries?state=succeeded");
    await page
      .getByRole("checkbox", { name: /^Select (?!all )/ })
      .first()
      .check();
    const wholePage = page.getByRole("button", { name: "Select the whole page" });
    if (await wholePage.isVisible()) await wholePage.click();
    else await page.getByRole("checkbox", { name: "Select all rows of this page" }).check();
    await page.getByRole("button", { name: /^Select all .* that match$/ }).click();
    await page.getByRole("button", { name: "Retry", exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
  }),
  state("state-tail", async (page) => {
    await page.goto("/deliveries?tail=true");
    await expect(rows(page, "Deliveries").first()).toBeVisible();
  }),
  state("state-test-dialog", async (page, { webhookId }) => {
    await page.goto(`/settings/webhooks/${webhookId}`);
    await page.getByRole("button", { name: "Send test" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Send", exact: true }).click();
    await expect(page.getByRole("dialog").getByText("200", { exact: false }).first()).toBeVisible();
  }),
  state("state-confirm", async (page, { webhookId }) => {
    await page.goto(`/settings/webhooks/${webhookId}`);
    await page.getByRole("button", { name: /^(More actions|Actions for )/ }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
  }),
  state("state-toast", async (page, { programme }) => {
    await page.goto(`/members/${programme.memberId}/wallet`);
    await page.getByRole("button", { name: "Add units" }).click();
    await page.getByLabel("Units", { exact: true }).fill("5");
    await page.getByRole("dialog").getByRole("button", { name: "Add units" }).click();
    await expect(page.getByRole("region", { name: "Notifications" })).toContainText("Published");
  }),
  state("state-filters", async (page) => {
    await page.goto("/members?lastName=a&active=true");
    await expect(rows(page, "Members").first()).toBeVisible();
  }),
  state("state-nothing-found", async (page) => {
    await page.goto("/members?lastName=zzzz");
    await expect(page.getByRole("list", { name: "Active filters" })).toBeVisible();
  }),
  state("state-filter-not-taken", async (page) => {
    await page.goto("/settings/webhooks?from=2026-13-99..x");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }),
  state("state-not-found", async (page) => {
    await page.goto("/members/00000000-0000-7000-8000-000000000000");
    await expect(page.getByRole("heading").first()).toBeVisible();
  }),
  state("state-field-errors", async (page) => {
    await page.goto("/members/new");
    await page.getByRole("button", { name: "Add member" }).click();
    await expect(page.getByRole("alert").or(page.locator("[aria-invalid=true]")).first()).toBeVisible();
  }),
  state("state-server-errors", async (page) => {
    await page.goto("/members/new");
    await page.getByLabel("First name").fill("Emma");
    await page.getByLabel("E-mail").fill("emma.clarke.1@example.com");
    await page.getByRole("button", { name: "Add member" }).click();
    await expect(page.locator("[aria-invalid=true]").first()).toBeVisible();
  }),
  state("state-campaign-errors", async (page) => {
    await page.goto("/campaigns/new");
    await page.getByRole("button", { name: "Add condition" }).click();
    await page.getByRole("button", { name: "Add campaign" }).click();
    await expect(page.locator("[aria-invalid=true]").first()).toBeVisible();
  }),
  state("state-theme-menu", async (page) => {
    await page.goto("/settings/profile");
    await page.getByRole("button", { name: "Theme" }).click();
    await expect(page.getByRole("menu")).toBeVisible();
  }),
  state("state-navigation", async (page) => {
    await page.goto("/members");
    const open = page.getByRole("button", { name: /navigation|menu/i }).first();
    if (await open.isVisible()) await open.click();
    await expect(page.getByRole("link", { name: "Campaigns" })).toBeVisible();
  }),
  // The last one: nobody is signed in any more.
  state("state-sign-in", async (page) => {
    await page.context().clearCookies();
    await page.goto("/sign-in");
    await signInByForm(page, { username: "emma", password: "not her password" });
    await expect(page.getByText("The user name or the password is wrong.")).toBeVisible();
  }),
];

function state(name: string, open: Shot["open"]): Shot {
  return { name, kept: "none", open };
}
