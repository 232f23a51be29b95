import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page, TestInfo } from "@playwright/test";
import type { Services } from "#lib/platform/runtime.ts";
import type { AStore } from "#lib/testing/factories.ts";
import type { Receiver } from "#lib/testing/receiver.ts";
import { expect, test } from "./fixtures.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Dark is the same page in other colours: what else there is to find has been found in light. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

export type Scene = { page: Page; services: Services; store: AStore; receiver: Receiver };

export type View = {
  name: string;
  as?: "viewer" | "nobody";
  complaints?: RegExp[];
  /** Ends with the view as it has to be looked at. */
  open: (scene: Scene) => Promise<void>;
  /** The same on a phone, where what `open` ends with becomes something else once there is less room. */
  openNarrow?: (scene: Scene) => Promise<void>;
};

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

/** A test for each view: no violation and nothing that sticks out to the side, on wide and narrow screens, light and dark. */
export function testAccessible(views: readonly View[]): void {
  for (const { name, as, complaints, open, openNarrow } of views) {
    test.describe(() => {
      test.use({
        as: as ?? "editor",
        allowedComplaints: complaints ?? [],
        viewport: WIDE,
      });

      test(`${name} is accessible`, async ({ page, services, store, receiver }, info) => {
        const scene = { page, services, store, receiver };
        await open(scene);
        await lookAt(page, `${name} at ${WIDE.width}`, info);
        await page.setViewportSize(NARROW);
        await becomeTouchScreen(page);
        await openNarrow?.(scene);
        await lookAt(page, `${name} at ${NARROW.width}`, info);
      });
    });
  }
}

/** Fingers need larger controls, which the styles ask for by the kind of pointer. */
async function becomeTouchScreen(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  await expect.poll(() => page.evaluate(() => matchMedia("(pointer: coarse)").matches)).toBe(true);
}

async function lookAt(page: Page, what: string, { project }: TestInfo): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
    await settled(page);
    const picture = `${what} ${colorScheme}`.replace(/\W+/g, "-");
    await page.screenshot({ path: join(project.outputDir, "pages", `${picture}.png`) });
    expect(await violationsOf(page, colorScheme), `${what}, ${colorScheme}`).toEqual([]);
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `pixels that stick out to the side of ${what}`).toBe(0);
}

/** Waits for the page of this name. */
export const heading = (page: Page, name: string) =>
  expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

export async function violationsOf(
  page: Page,
  colorScheme: "light" | "dark",
): Promise<{ id: string; help: string; html: string }[]> {
  const axe = new AxeBuilder({ page })
    // No page has frames: without a second page, in which the answers of several would be put together.
    .setLegacyMode(true)
    // To describe every element that is well takes three times as long as to look for those that are not.
    .options({ resultTypes: ["violations"] });
  const { violations } = await (colorScheme === "light"
    ? axe.withTags(TAGS)
    : axe.withRules(COLOUR_RULES)
  ).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => ({ id, help, html })));
}

/** What fades in has the contrast of its end only then. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
