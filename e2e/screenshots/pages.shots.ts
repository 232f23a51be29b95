import { join } from "node:path";
import { RESOURCES } from "#lib/auth/core/permissions.ts";
import { settled } from "../support/accessibility.ts";
import { expect, test } from "../support/fixtures.ts";
import { anExampleStore } from "./example-store.ts";
import { SHOTS, type Shot, type Variant } from "./pages.ts";
import { STATES } from "./states.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "docs", "screenshots");

/** `LOOK=all npm run screenshots` takes also what the documents do not have, into test-results/screenshots. */
const LOOKS_AT_ALL = process.env.LOOK === "all";

const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

// What a page complains of where something is to be seen that is not there.
test.use({ allowedComplaints: [/40[14]/] });

test("pictures of the pages", async ({ page, services, store, receiver, editor, viewer }, info) => {
  test.setTimeout(1_800_000);
  await services.db.prisma.store.update({ where: { id: store.id }, data: { name: "Blue Bean Coffee" } });
  const others = RESOURCES.filter((resource) => resource !== "WEBHOOK_SUBSCRIPTION").map((resource) => ({
    resource,
    access: resource === "AUDIT" || resource === "ADMIN" ? ("VIEW" as const) : ("MODIFY" as const),
  }));
  await services.db.prisma.role.update({
    where: { name: editor.username },
    data: { permissions: { create: others } },
  });
  const example = await anExampleStore(services, store, { editor, viewer }, receiver);
  page.setDefaultTimeout(15_000);
  const problems: string[] = [];
  const browser = await page.context().newCDPSession(page);
  for (const { name, kept = [], open } of [...SHOTS, ...STATES].filter(isWanted)) {
    for (const size of ["wide", "phone"] as const) {
      const wanted = (["light", "dark"] as const).filter(
        (scheme) => LOOKS_AT_ALL || isKept(kept, `${size}-${scheme}`),
      );
      if (wanted.length === 0) continue;
      await page.setViewportSize(SIZES[size]);
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      const problem = await open(page, example).then(
        () => null,
        (error: unknown) => `${name}, ${size}: ${error}`,
      );
      if (problem !== null) {
        // The others are taken all the same.
        problems.push(problem);
        continue;
      }
      await browser.send("Emulation.setTouchEmulationEnabled", { enabled: size === "phone" });
      const hasFingers = () => page.evaluate(() => matchMedia("(pointer: coarse)").matches);
      await expect.poll(hasFingers).toBe(size === "phone");
      for (const colorScheme of wanted) {
        await page.emulateMedia({ colorScheme });
        await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
        await settled(page);
        const variant: Variant = `${size}-${colorScheme}`;
        const suffix =
          variant === "wide-light" ? "" : `-${variant.replace("wide-", "").replace("-light", "")}`;
        const folder = isKept(kept, variant) ? FOLDER : info.project.outputDir;
        await page.screenshot({ path: join(folder, `${name}${suffix}.png`), animations: "disabled" });
        if (!LOOKS_AT_ALL) continue;
        const whole = join(info.project.outputDir, "whole", `${name}${suffix}.png`);
        await page.screenshot({ path: whole, fullPage: true, animations: "disabled" });
      }
    }
  }
  expect(problems).toEqual([]);
});

function isKept(kept: NonNullable<Shot["kept"]>, variant: Variant): boolean {
  return kept !== "none" && (variant === "wide-light" || kept.includes(variant));
}

/** `SHOTS=member,reward npm run screenshots` takes those alone whose names begin so. */
function isWanted({ name }: Shot): boolean {
  const wanted = process.env.SHOTS?.split(",") ?? [""];
  return wanted.some((beginning) => name.startsWith(beginning));
}
