import { defineConfig } from "@playwright/test";
import tests from "../../playwright.config.ts";

/** `npm run screenshots`: the pictures of the documents, taken of the built app with example data. */
export default defineConfig({
  ...tests,
  testDir: ".",
  testMatch: /\.shots\.ts$/,
  globalSetup: "../global-setup.ts",
  outputDir: "../../test-results/screenshots",
  workers: 1,
});
