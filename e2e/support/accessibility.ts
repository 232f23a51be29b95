import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { Services } from "#lib/platform/runtime.ts";
import type { AStore } from "#lib/testing/factories.ts";
import type { Receiver } from "#lib/testing/receiver.ts";
import { expect, test } from "./fixtures.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export type Scene = { page: Page; services: Services; store: AStore; receiver: Receiver; isNarrow: boolean };

export type View = {
  name: string;
  as?: "viewer" | "nobody";
  complaints?: RegExp[];
  /** Ends with the view as it has to be looked at. */
  open: (scene: Scene) => Promise<void>;
};

const SIZES = [
  { width: 1440, height: 900, isNarrow: false },
  { width: 390, height: 844, isNarrow: true },
];

/** A test for each view and width: no violation in light and dark, and nothing that sticks out to the side. */
export function testAccessible(views: readonly View[]): void {
  for (const { width, height, isNarrow } of SIZES) {
    test.describe(`at ${width} pixels, light and dark,`, () => {
      test.use({
        viewport: { width, height },
        hasTouch: isNarrow,
        contextOptions: { reducedMotion: "reduce" },
      });
      for (const { name, as, complaints, open } of views) {
        test.describe(() => {
          test.use({ as: as ?? "editor", allowedComplaints: complaints ?? [] });

          test(`${name} is accessible`, async ({ page, services, store, receiver }, info) => {
            await open({ page, services, store, receiver, isNarrow });
            for (const colorScheme of ["light", "dark"] as const) {
              await page.emulateMedia({ colorScheme });
              await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
              await settled(page);
              const picture = `${name.replace(/\W+/g, "-")}-${width}-${colorScheme}.png`;
              await page.screenshot({ path: join(info.project.outputDir, "pages", picture) });
              expect(await violationsOf(page), colorScheme).toEqual([]);
            }
            const overflow = await page.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            expect(overflow, "pixels that stick out to the side").toBe(0);
          });
        });
      }
    });
  }
}

/** Waits for the page of this name. */
export const heading = (page: Page, name: string) =>
  expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

export async function violationsOf(page: Page): Promise<{ id: string; help: string; html: string }[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => ({ id, help, html })));
}

/** What fades in has the contrast of its end only then. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
