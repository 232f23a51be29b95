import type { Services } from "#lib/platform/runtime.ts";

/** Everything of a store that a refused call must leave as it was. */
export async function contentsOf({ db: { prisma } }: Services, storeId: string): Promise<object> {
  return {
    subscriptions: await prisma.webhookSubscription.findMany({ where: { storeId }, orderBy: { id: "asc" } }),
    secrets: await prisma.webhookSecret.findMany({
      where: { subscription: { storeId } },
      orderBy: { id: "asc" },
    }),
    audit: await prisma.auditEntry.count({ where: { storeId } }),
    events: await prisma.event.count({ where: { storeId } }),
    replays: await prisma.replay.findMany({ where: { storeId }, orderBy: { id: "asc" } }),
    deliveries: await prisma.delivery.findMany({ where: { storeId }, orderBy: { id: "asc" } }),
  };
}
