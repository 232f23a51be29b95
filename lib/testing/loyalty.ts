import type { Services } from "#lib/platform/runtime.ts";

/** Test data of the loyalty programme, without the checks and events of the verbs. */

export type MemberOptions = {
  email?: string | null;
  phone?: string | null;
  loyaltyCardNumber?: string | null;
  firstName?: string;
  lastName?: string;
  isActive?: boolean;
  passwordHash?: string;
  registeredAt?: Date;
};

/** An active member, known by an e-mail address of its own. */
export async function aMember(services: Services, store: { id: string }, options: MemberOptions = {}) {
  const id = services.newId();
  const now = new Date(services.now());
  const { registeredAt = now, email = `member-${id.slice(-12)}@example.com`, ...rest } = options;
  return services.db.prisma.member.create({
    data: {
      ...rest,
      id,
      storeId: store.id,
      email,
      referralToken: id.slice(-12),
      activatedAt: registeredAt,
      registeredAt,
      createdAt: now,
      updatedAt: now,
    },
  });
}

/**
 * The store's active tier set: a lowest tier, and one for each threshold of the condition, named "Tier 1", "Tier 2", ….
 */
export async function aTierSet(
  services: Services,
  store: { id: string },
  options: {
    attribute?: "activeUnits" | "totalEarnedUnits" | "totalSpending" | "cumulatedEarnedUnits";
    thresholds?: number[];
    downgradeMode?: "none" | "automatic" | "periodic";
    downgradePeriod?: string;
    downgradeInterval?: number;
  } = {},
) {
  const { attribute = "totalEarnedUnits", thresholds = [100, 500], downgradeMode = "none" } = options;
  const now = new Date(services.now());
  const stamps = { createdAt: now, updatedAt: now };
  const conditionId = services.newId();
  const { prisma } = services.db;
  const set = await prisma.tierSet.create({
    data: {
      id: services.newId(),
      storeId: store.id,
      name: "Tiers",
      translations: { en: { name: "Tiers" } },
      downgradeMode,
      downgradePeriod: options.downgradePeriod ?? null,
      downgradeInterval: options.downgradeInterval ?? null,
      ...stamps,
      conditions: { create: { id: conditionId, attribute, position: 0 } },
    },
  });
  const tiers = [];
  for (const [sortOrder, value] of [null, ...thresholds].entries()) {
    const name = `Tier ${sortOrder}`;
    tiers.push(
      await prisma.tier.create({
        data: {
          id: services.newId(),
          storeId: store.id,
          tierSetId: set.id,
          name,
          translations: { en: { name } },
          isDefault: value === null,
          sortOrder,
          ...stamps,
          ...(value === null ? {} : { conditions: { create: { conditionId, value } } }),
        },
      }),
    );
  }
  return { set, tiers, conditionId };
}

/** What was published in the store, oldest first. */
export async function eventsOf(services: Services, store: { id: string }) {
  const rows = await services.db.prisma.event.findMany({
    where: { storeId: store.id },
    orderBy: { id: "asc" },
    select: { eventName: true, data: true },
  });
  return rows.map(({ eventName, data }) => ({ eventName, data: JSON.parse(data) }));
}
