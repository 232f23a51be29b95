import { activateDue, expireDue, notifyExpiringPoints } from "#lib/loyalty/points/due.ts";
import { notifyExpiringCoupons } from "#lib/loyalty/redemptions/due.ts";
import { notifyExpiringLevels, recalculateDue } from "#lib/loyalty/tiers/due.ts";
import type { Services } from "#lib/platform/runtime.ts";

/** In this order: who is told that units expire has what has just become active, and not what is lost already. */
const PASSES = {
  activateDue,
  expireDue,
  recalculateDue,
  notifyExpiringPoints,
  notifyExpiringLevels,
  notifyExpiringCoupons,
};

/** Everything that happens in loyalty programmes by the clock. @param signal ends it between two cases */
export async function runLoyaltySchedule(services: Services, signal: AbortSignal): Promise<void> {
  for (const [pass, run] of Object.entries(PASSES)) {
    const count = await run(services, signal);
    if (count > 0) services.logger.info({ pass, count }, "loyalty schedule");
  }
}
