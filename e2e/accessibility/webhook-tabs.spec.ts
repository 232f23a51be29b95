import { heading, testAccessible } from "../support/accessibility.ts";
import { expect } from "../support/fixtures.ts";
import { aFailedDelivery, someWebhooks } from "../support/scenes.ts";

const EVENT = "AvailablePointsAmountChanged";

testAccessible([
  {
    name: "the overview of a webhook",
    as: "viewer",
    open: async (scene) => {
      const { webhookId } = await aFailedDelivery(scene);
      await scene.page.goto(`/settings/webhooks/${webhookId}`);
      await heading(scene.page, EVENT);
      await expect(scene.page.getByText(/last failure/)).toBeVisible();
    },
  },
  {
    name: "the secrets of a webhook, and how to verify signatures",
    open: async (scene) => {
      const { services, page } = scene;
      const id = await someWebhooks(scene);
      const secret = await services.db.prisma.webhookSecret.findFirstOrThrow({
        where: { subscriptionId: id },
      });
      const { prisma } = services.db;
      await prisma.webhookSecret.update({
        where: { id: secret.id },
        data: { expiresAt: new Date("2099-01-01T00:00:00Z") },
      });
      await prisma.webhookSecret.create({ data: { ...secret, id: services.newId(), version: 2 } });
      await page.goto(`/settings/webhooks/${id}/secrets`);
      await expect(page.getByRole("button", { name: "Expire now: secret 1" })).toBeVisible();
    },
  },
  {
    name: "who changed what of a webhook",
    open: async (scene) => {
      const { page } = scene;
      await page.goto(`/settings/webhooks/${await someWebhooks(scene)}`);
      await page.getByRole("button", { name: "Pause" }).click();
      await page.getByRole("button", { name: "Resume" }).click();
      await page.getByRole("link", { name: "Audit", exact: true }).click();
      await expect(page.getByRole("list", { name: "Changes" }).getByRole("listitem")).toHaveCount(2);
    },
  },
]);
