import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { aRollup, aWebhook } from "#lib/testing/factories.ts";
import { heading } from "../support/accessibility.ts";
import { rows } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";

const KB = 1_024;
/** The first page is what people wait for. A list brings its table, filters and dialogs on top. */
const SCRIPTS_MAX = { "/": 260 * KB, "/settings/webhooks": 360 * KB, "/deliveries": 340 * KB };
/** A tenth of what browsers call good: times that become relative in the reader's zone take that. */
const SHIFT_MAX = 0.01;

test("the first page's scripts are at most 260 KB compressed, and a list's at most 360 KB", async ({
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

async function expectCalm(page: Page): Promise<void> {
  // What the browser's clock and zone replace has been replaced once the times are relative.
  await expect(page.getByText("Times in America/New York")).toBeVisible();
  const shifts = await page.evaluate(() =>
    "shifts" in window ? (window.shifts as { value: number }[]) : null,
  );
  const sum = shifts?.reduce((total, { value }) => total + value, 0);
  expect(sum, `${page.url()}: ${JSON.stringify(shifts)}`).toBeLessThan(SHIFT_MAX);
}
