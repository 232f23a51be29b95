import { heading, testAccessible } from "../support/accessibility.ts";

testAccessible([
  {
    name: "the catalogue",
    open: async ({ page }) => {
      await page.goto("/catalogue");
      await heading(page, "Catalogue");
    },
  },
  {
    name: "the form of a store's own event",
    open: async ({ page }) => {
      await page.goto("/catalogue/new");
      await heading(page, "Define an event");
    },
  },
  {
    name: "an event of the catalogue",
    as: "viewer",
    open: async ({ page }) => {
      await page.goto("/catalogue/TransactionRegistered");
      await heading(page, "TransactionRegistered");
    },
  },
]);
