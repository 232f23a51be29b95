import { ensureBrowser } from "./core/browser.mjs";
import { ensureBuilt, ensureInstalled, run } from "./core/project.mjs";

/** `npm run screenshots`: takes the pictures in docs/screenshots anew. Which ones: e2e/screenshots/pages.ts. */
await ensureInstalled();
await ensureBuilt();
const { code } = await run(
  "playwright",
  ["test", "--config", "e2e/screenshots/playwright.config.ts", "--reporter=line", ...process.argv.slice(2)],
  { env: { CHROMIUM_PATH: await ensureBrowser() } },
);
process.exit(code);
