import { defineConfig } from "@playwright/test";

/** The built app in a real Chromium. `npm test` finds the browser and names it in CHROMIUM_PATH. */

const isRoot = process.getuid?.() === 0;
const SMOKE = "smoke.spec.ts";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  // A test that passes only sometimes has to be mended.
  retries: 0,
  // Some wait for retries, and one starts a whole installation: two workers would leave a tenth of two cores idle.
  workers: 3,
  // The longest, which mostly waits for processes, comes first: at the end it would be alone.
  projects: [
    { name: "installation", testMatch: SMOKE },
    { name: "app", testIgnore: SMOKE },
  ],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    // Not the server's: what is rendered there and here with times in it must agree all the same.
    timezoneId: "America/New_York",
    // Nothing here is about movement, and to draw it takes a tenth of all the tests' time.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
      ],
    },
  },
});
