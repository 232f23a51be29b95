import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { REQUIRED_MIGRATION } from "./data.ts";

it("readiness asks for the newest migration", () => {
  const folders = readdirSync(join(import.meta.dirname, "..", "..", "prisma", "migrations"), {
    withFileTypes: true,
  });
  const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);

  expect(REQUIRED_MIGRATION).toBe(names.sort().at(-1));
});
