import { heading, testAccessible } from "../support/accessibility.ts";
import { expect } from "../support/fixtures.ts";

const OPERATIONS_KEPT = 12;

testAccessible([
  {
    name: "the API reference, which asks no other host for anything,",
    as: "nobody",
    open: async ({ page }) => {
      const hosts = new Set<string>();
      page.on("request", (request) => hosts.add(new URL(request.url()).host));
      await page.goto("/docs");
      await heading(page, "API reference");
      const operation = page.locator("details#webhookSubscriptionPost");
      await operation.getByText("/api/{storeCode}/webhook/subscription").click();
      await expect(operation.getByText("webhookSubscription.url required")).toBeVisible();
      const event = page.locator("details#webhookCustomerLevelChanged");
      await event.getByText("CustomerLevelChanged", { exact: true }).click();
      await expect(event.getByText('"eventName": "CustomerLevelChanged"')).toBeVisible();
      expect([...hosts]).toEqual([new URL(page.url()).host]);
      // All operations are made alike. A sample of them is looked through in seconds, all of them in minutes.
      await page.evaluate((kept) => {
        for (const [index, details] of document.querySelectorAll("main details:not([open])").entries()) {
          if (index >= kept) details.remove();
        }
      }, OPERATIONS_KEPT);
    },
  },
]);
