import { aWebhook, publishExample } from "#lib/testing/factories.ts";
import { heading, type Scene, testAccessible } from "../support/accessibility.ts";
import { rows } from "../support/console-pages.ts";
import { expect } from "../support/fixtures.ts";
import { aFailedDelivery } from "../support/scenes.ts";

async function someEvents(scene: Scene): Promise<string> {
  const { services, store } = scene;
  const { deliveryId } = await aFailedDelivery(scene);
  await aWebhook(services, store, {
    url: "https://later.example.com/webhooks",
    activeFrom: new Date("2099-01-01T00:00:00Z"),
  });
  await publishExample(services, store, 1, "TransactionRegistered");
  const { eventId } = await services.db.prisma.delivery.findUniqueOrThrow({ where: { id: deliveryId } });
  return eventId;
}

testAccessible([
  {
    name: "the list of events",
    as: "viewer",
    open: async (scene) => {
      await someEvents(scene);
      await scene.page.goto("/events");
      await expect(rows(scene.page, "Events")).toHaveCount(2);
    },
  },
  {
    name: "an event and the webhooks of its store",
    open: async (scene) => {
      await scene.page.goto(`/events/${await someEvents(scene)}`);
      await heading(scene.page, "AvailablePointsAmountChanged");
      await expect(rows(scene.page, "Webhooks")).toHaveCount(4);
    },
  },
]);
