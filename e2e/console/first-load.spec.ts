import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { aRollup, aWebhook } from "#lib/testing/factories.ts";
import { heading } from "../support/accessibility.ts";
import { expectInHand, rows } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";

const KB = 1_024;
/** The first page is what people wait for. A list brings its table on top; filters, menus and dialogs come when they are opened. */
const SCRIPTS_MAX = { "/": 250 * KB, "/settings/webhooks": 280 * KB, "/deliveries": 280 * KB };
/** A twentieth of what browsers call good. */
const SHIFT_MAX = 0.005;

test("the first page's scripts are at most 250 KB compressed, and a list's at most 280 KB", async ({
  page,
}) => {
  for (const [path, bytesMax] of Object.entries(SCRIPTS_MAX)) {
    const answer = await page.request.get(path);
    const html = await answer.text();
    const scripts = new Set(
      [...html.matchAll(/<script\b[^>]*>/g)]
        // Those for old browsers are not asked for by any that modules mean something to.
        .filter(([tag]) => !/nomodule/i.test(tag))
        .flatMap(([tag]) => /src="([^"]+\.js[^"]*)"/.exec(tag)?.[1] ?? []),
    );
    expect(scripts.size, path).toBeGreaterThan(2);
    let bytes = 0;
    for (const src of scripts) bytes += gzipSync(await (await page.request.get(src)).body()).length;
    test.info().annotations.push({ type: `compressed scripts of ${path}`, description: `${bytes} bytes` });
    expect.soft(bytes, path).toBeLessThanOrEqual(bytesMax);
  }
});

test("nothing on a page moves after it is there", async ({ page, services, store }) => {
  const { id } = await aWebhook(services, store, { url: "https://one.example.com/" });
  await aWebhook(services, store, { url: "https://off.example.com/", state: "disabled" });
  await aRollup(services, store, id, { periodStart: new Date(), attempts: 9, latency: [0, 9], slowestMs: 9 });
  await page.addInitScript(() => {
    const shifts: { value: number; nodes: string[] }[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!("value" in entry) || typeof entry.value !== "number") continue;
        const sources = "sources" in entry && Array.isArray(entry.sources) ? entry.sources : [];
        shifts.push({
          value: entry.value,
          nodes: sources.map(({ node }) => String(node?.outerHTML).slice(0, 120)),
        });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });

  await page.goto("/");
  await expect(page.locator(".recharts-surface")).toHaveCount(3);
  await expectCalm(page);
  await page.goto("/settings/webhooks");
  await expect(rows(page, "Webhooks")).toHaveCount(2);
  await expectCalm(page);
  await page.goto("/deliveries");
  await heading(page, "Deliveries");
  await expectCalm(page);
});

test("what is typed, ticked and chosen before the page's scripts run is kept", async ({
  page,
  services,
  store,
}) => {
  await aWebhook(services, store, { url: "https://one.example.com/" });
  let release = await holdScripts(page);
  await page.goto("/settings/webhooks", { waitUntil: "domcontentloaded" });
  await page.getByRole("checkbox", { name: "Select all rows of this page" }).check();
  release();
  await expect(page.getByRole("region", { name: "Selected rows" })).toContainText("1 webhook selected");

  release = await holdScripts(page);
  await page.goto("/settings/webhooks/new", { waitUntil: "domcontentloaded" });
  const url = page.getByLabel("URL", { exact: true });
  const from = page.getByLabel("Active from");
  await url.fill("https://early.example.com/");
  await from.fill("2030-01-02T03:04");
  await page.getByText("Legacy", { exact: true }).click();
  await page.getByText("Open Loyalty signature (HMAC)").click();
  // Nobody hears of it yet, and nothing of the form gets into an address.
  await page.getByRole("button", { name: "Save webhook" }).click();
  release();
  await expect(page).toHaveURL(/\/new$/);
  await expect(page.getByRole("radio", { name: /^Legacy/ })).toBeChecked();
  await expect(page.getByRole("switch", { name: /^Open Loyalty signature/ })).toBeChecked();
  // Rendered again by what follows, each with the value that the form knows.
  await url.press("End");
  await url.pressSequentially("x");
  await expect(url).toHaveValue("https://early.example.com/x");
  await expect(from).toHaveValue("2030-01-02T03:04");
});

/** Until the answer is called, none of the page's own scripts arrives. */
async function holdScripts(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/*.js", async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

async function expectCalm(page: Page): Promise<void> {
  await expectInHand(page);
  const shifts = await page.evaluate(() =>
    "shifts" in window ? (window.shifts as { value: number }[]) : null,
  );
  const sum = shifts?.reduce((total, { value }) => total + value, 0);
  expect(sum, `${page.url()}: ${JSON.stringify(shifts)}`).toBeLessThan(SHIFT_MAX);
}
