import { join } from "node:path";
import { RESOURCES } from "#lib/auth/core/permissions.ts";
import { settled } from "../support/accessibility.ts";
import { test } from "../support/fixtures.ts";
import { anExampleStore } from "./example-store.ts";
import { SHOTS, VARIANTS, type Variant } from "./pages.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "docs", "screenshots");

const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

test("pictures of the pages", async ({ page, services, store, receiver, editor }, info) => {
  test.setTimeout(600_000);
  await services.db.prisma.store.update({ where: { id: store.id }, data: { name: "Blue Bean Coffee" } });
  const others = RESOURCES.filter((resource) => resource !== "WEBHOOK_SUBSCRIPTION").map((resource) => ({
    resource,
    access: resource === "AUDIT" || resource === "ADMIN" ? ("VIEW" as const) : ("MODIFY" as const),
  }));
  await services.db.prisma.role.update({
    where: { name: editor.username },
    data: { permissions: { create: others } },
  });
  const example = await anExampleStore(services, store, receiver);
  for (const { name, kept = [], open } of SHOTS) {
    for (const variant of VARIANTS) {
      const { size, colorScheme } = partsOf(variant);
      await page.setViewportSize(SIZES[size]);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await open(page, example);
      await settled(page);
      const suffix = variant === "wide-light" ? "" : `-${variant.replace("wide-", "").replace("-light", "")}`;
      const file = `${name}${suffix}.png`;
      const isKept = variant === "wide-light" || kept.includes(variant);
      const folder = isKept ? FOLDER : info.project.outputDir;
      await page.screenshot({ path: join(folder, file), animations: "disabled" });
    }
  }
});

function partsOf(variant: Variant) {
  return {
    size: variant.startsWith("wide") ? ("wide" as const) : ("phone" as const),
    colorScheme: variant.endsWith("dark") ? ("dark" as const) : ("light" as const),
  };
}
