import { memberName } from "#lib/loyalty/members/core/name.ts";
import type { RedemptionDto } from "#lib/loyalty/redemptions/schema.ts";

/** What the list shows of a redemption. */
export type RedemptionRow = {
  id: string;
  name: string;
  member: { id: string; name: string };
  status: RedemptionDto["status"];
  costInPoints: number;
  code: string | null;
  redeemedAt: string;
};

export function toRedemptionRow(redemption: RedemptionDto): RedemptionRow {
  return {
    id: redemption.issuedRewardId,
    name: redemption.name,
    member: buyerOf(redemption),
    status: redemption.status,
    costInPoints: redemption.costInPoints,
    code: redemption.issuedCoupon?.code ?? null,
    redeemedAt: redemption.redemptionDate,
  };
}

export function buyerOf({ customerId, customerData }: RedemptionDto): RedemptionRow["member"] {
  return { id: customerId, name: memberName({ customerId, ...customerData }) };
}
