import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { WORKER_FLAGS } from "./worker-flags.ts";

test("npm run worker starts a worker with the same flags as npm start", () => {
  const script = readFileSync(join(import.meta.dirname, "..", "..", "scripts", "worker.mjs"), "utf8");
  expect(script).toContain(JSON.stringify(WORKER_FLAGS));
});
