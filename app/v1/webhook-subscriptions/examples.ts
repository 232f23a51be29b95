/** Examples of the API document, as Mage's documents have them. */

export const newExample = {
  url: "https://example.com/webhooks/mage",
  events: ["points.earned", "customer.tier_upgrade"],
  description: "Production points + tier sync",
};

const attributes = { ...newExample, is_active: true };
const times = { created_at: "2026-01-01T00:00:00.000Z", updated_at: "2026-01-01T00:00:00.000Z" };
const identity = { type: "webhook_subscription", id: "whsub_018dfe7128807c3c932138dc017d3ae2" };

const subscription = { ...identity, attributes: { ...attributes, ...times } };

export const oneExample = { data: subscription };

export const secretExample = {
  data: {
    ...identity,
    attributes: {
      ...attributes,
      secret: "9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a",
      ...times,
    },
  },
};

export const listExample = {
  data: [subscription],
  meta: { total: 1, page: 1, per_page: 20, total_pages: 1 },
};
