import { type Amount, minus, smaller, ZERO } from "../../core/amount.ts";

/** Units that were added together and can be spent. */
export type Lot = { id: string; remaining: Amount; expiresAt: Date | null };

export type Taken = { lotId: string; units: Amount };

/** Takes units from lots in the order given; null when they do not hold as many. */
export function takeFrom(lots: readonly Lot[], units: Amount): Taken[] | null {
  const taken: Taken[] = [];
  let missing = units;
  for (const lot of lots) {
    if (missing <= 0n) break;
    const part = smaller(lot.remaining, missing);
    if (part <= 0n) continue;
    taken.push({ lotId: lot.id, units: part });
    missing = minus(missing, part);
  }
  return missing > ZERO ? null : taken;
}

/** The time at which the first of what was taken expires; null: none ever does. */
export function earliestExpiry(lots: readonly Lot[], taken: readonly Taken[]): Date | null {
  const ids = new Set(taken.map(({ lotId }) => lotId));
  let earliest: Date | null = null;
  for (const { id, expiresAt } of lots) {
    if (ids.has(id) && expiresAt !== null && (earliest === null || expiresAt < earliest))
      earliest = expiresAt;
  }
  return earliest;
}
