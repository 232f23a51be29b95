import { createAchievement } from "#lib/loyalty/achievements/mutations.ts";
import { createCampaign } from "#lib/loyalty/campaigns/mutations.ts";
import { createMember } from "#lib/loyalty/members/mutations.ts";
import { addTransfer, blockTransfer, spendTransfer } from "#lib/loyalty/points/use-cases.ts";
import { buyReward, changeRedemptionStatus } from "#lib/loyalty/redemptions/mutations.ts";
import { createReward } from "#lib/loyalty/rewards/mutations.ts";
import { registerTransaction } from "#lib/loyalty/transactions/mutations.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { type AStore, aContext } from "#lib/testing/factories.ts";
import { aTierSet } from "#lib/testing/loyalty.ts";
import { aCampaign, anAchievement, aReward } from "#lib/testing/programme.ts";

const DAY_MS = 24 * 3_600_000;

const PEOPLE = [
  ["Anna", "Kowalska", "Kraków"],
  ["Jonas", "Lindqvist", "Malmö"],
  ["María José", "Fernández de la Vega", "Sevilla"],
  ["Piotr", "Nowak", "Poznań"],
  ["Chloé", "Dubois", "Lyon"],
  ["Oluwaseun", "Adeyemi", "Leeds"],
  ["Greta", "Hoffmann", "Bremen"],
] as const;

export type ProgrammeScene = {
  /** Has units in every state, purchases and a reward. */
  memberId: string;
  /** Of nobody. */
  transactionId: string;
  documentNumber: string;
  matchedTransactionId: string;
  rewardId: string;
  redemptionId: string;
  campaignId: string;
  achievementId: string;
};

/** A small programme as its verbs make it: members in tiers, purchases, rewards, a campaign and an achievement. */
export async function aProgrammeScene(
  services: Services,
  store: AStore,
  ctx = aContext(services, store),
): Promise<ProgrammeScene> {
  const hasTiers = (await services.db.prisma.tierSet.count({ where: { storeId: store.id } })) > 0;
  if (!hasTiers) await aTierSet(services, store, { thresholds: [500, 2_000] });
  const suffix = services.newId().slice(-6);
  const { campaignId } = await createCampaign(
    ctx,
    aCampaign({
      translations: { en: { name: "Ten for one", description: "Ten units for each euro." } },
      limits: { pointsPerMember: { value: 5_000, interval: { type: "calendarMonths", value: 1 } } },
    }),
  );
  await createCampaign(
    ctx,
    aCampaign({
      translations: { en: { name: "Summer coffee" } },
      active: false,
      trigger: "return_transaction",
    }),
  );
  const { achievementId } = await createAchievement(
    ctx,
    anAchievement({
      translations: { en: { name: "Five purchases", description: "A free cup for the fifth." } },
      limit: { value: 12 },
    }),
  );
  const memberIds: string[] = [];
  for (const [index, [firstName, lastName, city]] of PEOPLE.entries()) {
    const { customerId } = await createMember(ctx, {
      firstName,
      lastName,
      email: `${lastName
        .split(" ")[0]
        ?.toLowerCase()
        .replaceAll(/[^a-z]/g, "")}.${suffix}@example.com`,
      phone: `+4850012${suffix.replaceAll(/\D/g, "7")}${index}`,
      ...(index % 2 === 0 ? { loyaltyCardNumber: `POS-${suffix}-${index}` } : {}),
      address: { street: "Długa", address1: "12", postal: "31-147", city, country: "PL" },
      labels: [{ key: "favourite", value: "espresso" }],
      agreement1: true,
    });
    memberIds.push(customerId);
  }
  const [memberId = "", secondId = ""] = memberIds;
  let matchedTransactionId = "";
  for (const [index, grossValue] of [24.9, 61.35, 12, 8.5].entries()) {
    const { transactionId } = await registerTransaction(ctx, {
      header: {
        documentNumber: `PAR-${suffix}-${index}`,
        documentType: "sell",
        purchasedAt: new Date(services.now() - index * 3 * DAY_MS).toISOString(),
        purchasePlace: "Kraków, Rynek 3",
      },
      items: [
        {
          sku: "BEAN-1",
          name: "Espresso beans, 1 kg",
          category: "Coffee",
          grossValue,
          quantity: 2,
          maker: "Blue Bean",
        },
      ],
      customerData: { customerId: index === 3 ? secondId : memberId },
    });
    matchedTransactionId = transactionId;
  }
  const documentNumber = `PAR-${suffix}-UNKNOWN`;
  const { transactionId } = await registerTransaction(ctx, {
    header: { documentNumber, documentType: "sell", purchasedAt: new Date(services.now()).toISOString() },
    items: [{ sku: "CUP-2", name: "Cup, porcelain", category: "Cups", grossValue: 18, quantity: 1 }],
    customerData: { name: "J. Kowalski", email: `nobody.${suffix}@example.com` },
  });
  const customer = memberId;
  await addTransfer(ctx, { customer, points: 250, comment: "Sorry for the long queue", expiresInDays: 90 });
  await addTransfer(ctx, {
    customer,
    points: 75.5,
    lockedUntilDays: 14,
    comment: "Pending until it cannot be returned",
  });
  await blockTransfer(ctx, { customer, points: 40, comment: "Reserved for an order" });
  await spendTransfer(ctx, { customer, points: 120, comment: "Paid at the till" });
  const { rewardId } = await createReward(
    ctx,
    aReward({ translations: { en: { name: "Ten euros off" } }, usageLimit: { perUser: 5, general: 200 } }),
  );
  await createReward(ctx, {
    reward: "material",
    translations: { en: { name: "Canvas bag", shortDescription: "With the blue bean on it." } },
    active: true,
    activity: { allTime: true },
    visibility: { allTime: true },
    costInPoints: 900,
  });
  const [issued] = await buyReward(ctx, rewardId, { customerId: memberId });
  await buyReward(ctx, rewardId, { customerId: secondId, withoutPoints: true });
  const redemptionId = issued?.issuedRewardId ?? "";
  await changeRedemptionStatus(ctx, redemptionId, { status: "approved", comment: "Checked at the desk" });
  return {
    memberId,
    transactionId,
    documentNumber,
    matchedTransactionId,
    rewardId,
    redemptionId,
    campaignId,
    achievementId,
  };
}
