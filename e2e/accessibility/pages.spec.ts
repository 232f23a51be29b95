import { aWebhook, publishExample } from "#lib/testing/factories.ts";
import { heading, testAccessible, type View, violationsOf } from "../support/accessibility.ts";
import { addHeader, chooseEvent, rows } from "../support/console-pages.ts";
import { expect, test } from "../support/fixtures.ts";
import { aFailedDelivery, someReplays, someWebhooks, webhooksInTrouble } from "../support/scenes.ts";

const VIEWS: View[] = [
  {
    name: "the sign-in form",
    as: "nobody",
    open: async ({ page }) => {
      await page.goto("/sign-in");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("Enter your user name.")).toBeVisible();
    },
  },
  {
    name: "the empty list of webhooks",
    open: async ({ page }) => {
      await page.goto("/settings/webhooks");
      await expect(page.getByText("No webhooks yet")).toBeVisible();
    },
  },
  {
    name: "the list of webhooks",
    open: async (scene) => {
      await someWebhooks(scene);
      await scene.page.goto("/settings/webhooks");
      await expect(rows(scene.page, "Webhooks")).toHaveCount(3);
    },
  },
  {
    name: "the list of webhooks for somebody who may only look, filtered",
    as: "viewer",
    open: async (scene) => {
      await someWebhooks(scene);
      await scene.page.goto("/settings/webhooks?legacy=true");
      await expect(rows(scene.page, "Webhooks")).toHaveCount(1);
    },
  },
  {
    name: "the filters of the list",
    open: async (scene) => {
      const { page } = scene;
      await someWebhooks(scene);
      await page.goto("/settings/webhooks");
      await expect(rows(page, "Webhooks")).toHaveCount(3);
      await page.getByRole("button", { name: "Filter by Active from" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
    openNarrow: async ({ page }) => {
      await page.reload();
      await page.getByRole("button", { name: /Filter/ }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  {
    name: "the menu of a webhook in the list",
    open: async (scene) => {
      await someWebhooks(scene);
      await scene.page.goto("/settings/webhooks");
      await scene.page
        .getByRole("button", { name: /^Actions for / })
        .first()
        .click();
      await expect(scene.page.getByRole("menu")).toBeVisible();
    },
  },
  {
    name: "the form for a new webhook, with what is wrong in it",
    open: async ({ page }) => {
      await page.goto("/settings/webhooks/new");
      await addHeader(page, "Host", "x");
      await page.getByRole("button", { name: "Save webhook" }).click();
      await expect(page.getByText("Choose at least one event.")).toBeVisible();
    },
  },
  {
    name: "the choice of events",
    open: async ({ page }) => {
      await page.goto("/settings/webhooks/new");
      await page.getByRole("combobox", { name: "Events" }).click();
      await expect(page.getByRole("option").first()).toBeVisible();
    },
  },
  {
    name: "the secret of a new webhook",
    open: async ({ page, receiver }) => {
      await page.goto("/settings/webhooks/new");
      await chooseEvent(page, "CustomerUpdated");
      await page.getByLabel("URL", { exact: true }).fill(receiver.url);
      await page.getByRole("button", { name: "Save webhook" }).click();
      await expect(page.getByRole("dialog", { name: "The webhook is saved" })).toBeVisible();
    },
  },
  {
    name: "the form for changing a webhook",
    open: async (scene) => {
      await scene.page.goto(`/settings/webhooks/${await someWebhooks(scene)}/settings`);
      await expect(scene.page.getByRole("button", { name: "Save changes" })).toBeVisible();
    },
  },
  {
    name: "a webhook's deliveries",
    open: async (scene) => {
      const { webhookId } = await aFailedDelivery(scene);
      await scene.page.goto(`/settings/webhooks/${webhookId}/deliveries`);
      await expect(rows(scene.page, "Deliveries")).toHaveCount(1);
    },
  },
  {
    name: "a webhook's replays, with nothing to send again",
    open: async (scene) => {
      const { page } = scene;
      await page.goto(`/settings/webhooks/${await someWebhooks(scene)}/replays`);
      await page.getByRole("combobox", { name: "Time range" }).click();
      await page.getByRole("option", { name: "Custom range…" }).click();
      await page.getByLabel("Deliveries per second").fill("0");
      await page.getByRole("button", { name: "Preview" }).click();
      await expect(page.getByText("This should be a whole number from 1 to 500.")).toBeVisible();
    },
  },
  {
    name: "the question before a replay is started",
    open: async (scene) => {
      const { page } = scene;
      await page.goto(`/settings/webhooks/${(await someReplays(scene, [])).webhookId}/replays`);
      await page.getByRole("radio", { name: "Everything" }).click();
      await page.getByRole("button", { name: "Preview" }).click();
      await expect(page.getByRole("alertdialog", { name: "Send 3 deliveries again?" })).toBeVisible();
    },
  },
  {
    name: "a webhook's replays, one of them open",
    open: async (scene) => {
      const { webhookId } = await someReplays(scene, ["completed", "cancelled", "paused"]);
      await scene.page.goto(`/settings/webhooks/${webhookId}/replays`);
      await expect(scene.page.getByRole("progressbar")).toBeVisible();
    },
  },
  {
    name: "a webhook's replays, all of them over",
    open: async (scene) => {
      const { webhookId } = await someReplays(scene, ["completed", "cancelled"]);
      await scene.page.goto(`/settings/webhooks/${webhookId}/replays`);
      await expect(scene.page.getByRole("list", { name: "Replays" }).getByRole("listitem")).toHaveCount(2);
    },
  },
  {
    name: "a webhook's settings for somebody who may only look",
    as: "viewer",
    open: async (scene) => {
      await scene.page.goto(`/settings/webhooks/${await someWebhooks(scene)}/settings`);
      await heading(scene.page, "AvailablePointsAmountChanged");
      await expect(scene.page.getByText("How it is sent")).toBeVisible();
    },
  },
  {
    name: "the test dialog with an answer",
    open: async (scene) => {
      const { page, receiver } = scene;
      receiver.answerAlways({ status: 500, body: '{"error":"out of order"}' });
      await page.goto(`/settings/webhooks/${await someWebhooks(scene)}`);
      await page.getByRole("button", { name: "Send test" }).click();
      const dialog = page.getByRole("dialog", { name: "Send test" });
      await expect(dialog.getByLabel("Data (JSON)")).not.toBeEmpty();
      await dialog.getByRole("button", { name: "Send", exact: true }).click();
      await expect(dialog.getByText("The test failed")).toBeVisible();
    },
  },
  {
    name: "the question before a webhook is deleted",
    open: async (scene) => {
      await scene.page.goto(`/settings/webhooks/${await someWebhooks(scene)}`);
      await scene.page.getByRole("button", { name: "More actions" }).click();
      await scene.page.getByRole("menuitem", { name: "Delete" }).click();
      await expect(scene.page.getByRole("alertdialog")).toBeVisible();
    },
  },
  {
    name: "the log of deliveries",
    open: async (scene) => {
      await aFailedDelivery(scene);
      await scene.page.goto("/deliveries");
      await expect(rows(scene.page, "Deliveries").first()).toBeVisible();
    },
  },
  {
    name: "a delivery that is being retried",
    open: async (scene) => {
      const { deliveryId } = await aFailedDelivery(scene);
      await scene.page.goto(`/deliveries/${deliveryId}`);
      await expect(scene.page.getByRole("heading", { name: "Attempt 1" })).toBeVisible();
      await scene.page.getByRole("tab", { name: "Request" }).click();
      await expect(scene.page.getByRole("table", { name: "Request headers" })).toBeVisible();
    },
  },
  {
    name: "the list of webhooks in trouble",
    open: async (scene) => {
      await webhooksInTrouble(scene);
      await scene.page.goto("/settings/webhooks");
      await expect(rows(scene.page, "Webhooks")).toHaveCount(7);
      await expect(scene.page.getByText("Breaker open")).toBeVisible();
    },
  },
  {
    name: "a webhook whose breaker is open",
    open: async (scene) => {
      const { breaker } = await webhooksInTrouble(scene);
      await scene.page.goto(`/settings/webhooks/${breaker}`);
      await expect(scene.page.getByText("Sending is interrupted")).toBeVisible();
    },
  },
  {
    name: "an ordered webhook that waits for a failed delivery",
    open: async (scene) => {
      const { blocked } = await webhooksInTrouble(scene);
      await scene.page.goto(`/settings/webhooks/${blocked}`);
      await expect(scene.page.getByText("Waiting for a failed delivery")).toBeVisible();
    },
  },
  {
    name: "a webhook that catches up",
    open: async (scene) => {
      const { catchingUp } = await webhooksInTrouble(scene);
      await scene.page.goto(`/settings/webhooks/${catchingUp}`);
      await expect(scene.page.getByText("312 deliveries are left")).toBeVisible();
    },
  },
  {
    name: "a disabled webhook, beside another one",
    open: async (scene) => {
      const { services, store } = scene;
      const { id } = await aWebhook(services, store, { url: "https://gone.example.com/", state: "disabled" });
      await aWebhook(services, store, { url: "https://off.example.com/", state: "disabled" });
      await scene.page.goto(`/settings/webhooks/${id}`);
      await expect(scene.page.getByText("This webhook was disabled")).toBeVisible();
      await expect(scene.page.getByText("A webhook was disabled automatically")).toBeVisible();
    },
  },
  {
    name: "a delivery that is held back",
    open: async (scene) => {
      const { services, store, receiver, page } = scene;
      const { id } = await aWebhook(services, store, { url: receiver.url });
      await services.db.prisma.lane.update({
        where: { subscriptionId: id },
        data: { holdUntil: new Date(Date.now() + 40 * 60_000) },
      });
      const [eventId = ""] = await publishExample(services, store);
      const delivery = await services.db.prisma.delivery.findFirstOrThrow({ where: { eventId } });
      await page.goto(`/deliveries/${delivery.id}`);
      await expect(page.getByText("The receiver asked for a break")).toBeVisible();
    },
  },
  {
    name: "the advanced settings of a webhook",
    open: async ({ page }) => {
      await page.goto("/settings/webhooks/new");
      await page.getByText("Advanced", { exact: true }).click();
      await page.getByRole("switch", { name: "Keep the order" }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "a page that does not exist",
    complaints: [/404/],
    open: async ({ page }) => {
      await page.goto("/settings/nothing");
      await heading(page, "There is nothing here");
    },
  },
];

testAccessible(VIEWS);

test("a page that is not accessible is found out, in light and in dark", async ({ page }) => {
  // A page of its own: what is put into one of the console's before React has taken it over may be thrown out again.
  await page.setContent(`<!doctype html><html lang="en"><title>Not accessible</title><style>
      body { color: #222; background: #fff }
      #light { color: #ccc }
      @media (prefers-color-scheme: dark) {
        body, #light { color: #eee; background: #111 }
        #dark { color: #444 }
      }
    </style><main><h1>A page</h1><p id="light">hard to read in light</p><p id="dark">hard to read in dark</p>
    <button></button></main></html>`);
  const found = async (colorScheme: "light" | "dark") => {
    await page.emulateMedia({ colorScheme });
    const violations = await violationsOf(page, colorScheme);
    return violations.map(({ id, html }) => `${id}: ${html}`);
  };
  expect(new Set(await found("light"))).toEqual(
    new Set(["button-name: <button></button>", 'color-contrast: <p id="light">hard to read in light</p>']),
  );
  expect(await found("dark")).toEqual(['color-contrast: <p id="dark">hard to read in dark</p>']);
});
