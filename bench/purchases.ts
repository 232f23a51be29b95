import { EVENT_NAMES } from "#lib/catalogue/event-names.ts";
import { createAchievement } from "#lib/loyalty/achievements/mutations.ts";
import { createCampaign } from "#lib/loyalty/campaigns/mutations.ts";
import { aContext, aWebhook } from "#lib/testing/factories.ts";
import { aCampaign, anAchievement } from "#lib/testing/programme.ts";
import type { Bench } from "./environment.ts";
import type { Sent } from "./web.ts";

const MEMBERS = 5_000;
/** Registered, matched, units of two campaigns (two events each), two campaigns applied, progress. */
export const EVENTS_OF_A_PURCHASE = 9;

/**
 * A store with two campaigns that give units and an achievement that counts purchases, and a webhook that listens to all
 * events. Answers with its code.
 */
export async function makeProgramme(bench: Bench, url: string): Promise<string> {
  const { services } = bench;
  const store = await services.db.prisma.store.findFirstOrThrow({ orderBy: { id: "asc" } });
  const ctx = aContext(services, store);
  const now = new Date();
  await services.db.prisma.member.createMany({
    data: Array.from({ length: MEMBERS }, (_, number) => ({
      id: services.newId(),
      storeId: store.id,
      email: `member${number}@example.com`,
      loyaltyCardNumber: cardOf(number),
      referralToken: `r${number}`,
      activatedAt: now,
      registeredAt: now,
      createdAt: now,
      updatedAt: now,
    })),
  });
  await createCampaign(ctx, aCampaign());
  await createCampaign(
    ctx,
    aCampaign({
      rules: [{ effects: [{ effect: "give_points", pointsRule: "transaction.grossValue * 2" }] }],
    }),
  );
  await createAchievement(
    ctx,
    anAchievement({
      rules: [
        {
          trigger: "transaction",
          type: "direct",
          completeRule: { periodGoal: 1_000_000, period: { type: "overall" } },
        },
      ],
    }),
  );
  await aWebhook(services, store, { url, eventNames: [...EVENT_NAMES], activeFrom: now, maxInFlight: 50 });
  await services.db.pool.query("ANALYZE");
  return store.code;
}

const cardOf = (number: number) => `card-${number % MEMBERS}`;

/** @param number chooses the member @param document another one for each purchase */
export function purchase(code: string, document: string, number: number): Sent {
  const transaction = {
    header: { documentNumber: document, purchasedAt: new Date().toISOString() },
    items: [
      {
        sku: "BEAN-ETH-250",
        name: "Ethiopia Guji, 250 g",
        category: "Coffee",
        quantity: 1,
        grossValue: 12.5,
      },
    ],
    customerData: { loyaltyCardNumber: cardOf(number) },
  };
  return { method: "POST", path: `/api/${code}/transaction`, body: JSON.stringify({ transaction }) };
}
