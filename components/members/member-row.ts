import { memberDetail, memberName } from "#lib/loyalty/members/core/name.ts";
import type { MemberDto } from "#lib/loyalty/members/schema.ts";

/** What the list shows of a member. */
export type MemberRow = {
  id: string;
  name: string;
  email: string | null;
  /** Beside the name on a phone and for screen readers. */
  detail: string;
  cardNumber: string | null;
  tier: string | null;
  isTierManual: boolean;
  /** To spend, in the default wallet. */
  units: number;
  transactions: number;
  isActive: boolean;
  registeredAt: string;
};

export function toMemberRow(member: MemberDto): MemberRow {
  return {
    id: member.customerId,
    name: memberName(member),
    email: member.email,
    detail: memberDetail(member),
    cardNumber: member.loyaltyCardNumber,
    tier: member.currentLevel?.name ?? null,
    isTierManual: member.manuallyAssignedLevelId !== null,
    units: member.defaultAccount?.activePoints ?? 0,
    transactions: member.transactionsCount,
    isActive: member.active,
    registeredAt: member.registeredAt,
  };
}
