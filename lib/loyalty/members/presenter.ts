import type { Context } from "#lib/auth/context.ts";
import type { Prisma } from "#lib/platform/db.ts";
import { amountNumber, amountOf } from "../core/amount.ts";
import { readAttributes } from "./core/custom-attributes.ts";
import type { MemberDto } from "./schema.ts";

/** What a presented member is read with. */
export const MEMBER_DETAILS = {
  level: { select: { id: true, name: true } },
  wallets: { where: { walletType: { isDefault: true } } },
} as const satisfies Prisma.MemberInclude;

export type MemberDetails = Prisma.MemberGetPayload<{ include: typeof MEMBER_DETAILS }>;

export function presentMember(ctx: Context, row: MemberDetails, currency: string): MemberDto {
  const amount = amountOf(row.transactionsAmount);
  return {
    customerId: row.id,
    firstName: row.firstName,
    lastName: row.lastName,
    gender: row.gender,
    email: row.email,
    phone: row.phone,
    loyaltyCardNumber: row.loyaltyCardNumber,
    birthDate: row.birthDate?.toISOString() ?? null,
    active: row.isActive,
    channelId: row.channelId,
    address: presentAddress(row),
    company: presentCompany(row),
    labels: readAttributes(row.customAttributes),
    agreement1: row.agreement1,
    agreement2: row.agreement2,
    agreement3: row.agreement3,
    referralToken: row.referralToken,
    registeredAt: row.registeredAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    transactionsCount: row.transactionsCount,
    transactionsAmount: amountNumber(amount),
    returnTransactionsCount: row.returnsCount,
    returnTransactionsAmount: amountNumber(amountOf(row.returnsAmount)),
    averageTransactionAmount:
      row.transactionsCount === 0
        ? 0
        : amountNumber((amount / BigInt(row.transactionsCount)) as typeof amount),
    firstTransactionDate: row.firstTransactionAt?.toISOString() ?? null,
    lastTransactionDate: row.lastTransactionAt?.toISOString() ?? null,
    levelId: row.levelId,
    manuallyAssignedLevelId: row.isLevelManual ? row.levelId : null,
    levelAchievementDate: row.levelAchievedAt?.toISOString() ?? null,
    lastLevelRecalculation: row.levelRecalculatedAt?.toISOString() ?? null,
    currentLevel: row.level === null ? null : { levelId: row.level.id, name: row.level.name },
    anonymized: false,
    defaultAccount: presentAccount(row.wallets[0]),
    currency,
    storeCode: ctx.scope.storeCode,
  };
}

function presentAccount(wallet: MemberDetails["wallets"][number] | undefined): MemberDto["defaultAccount"] {
  if (wallet === undefined) return null;
  const shown = (sum: Parameters<typeof amountOf>[0]) => amountNumber(amountOf(sum));
  return {
    accountId: wallet.id,
    activePoints: shown(wallet.active),
    transferredPoints: shown(wallet.sent),
    lockedPoints: shown(wallet.locked),
    expiredPoints: shown(wallet.expired),
    spentPoints: shown(wallet.spent),
    earnedPoints: shown(wallet.earned),
    blockedPoints: shown(wallet.blocked),
  };
}

type Row = Prisma.MemberGetPayload<object>;

export function presentAddress(
  row: Pick<Row, "street" | "address1" | "address2" | "postal" | "city" | "province" | "country">,
) {
  const { street, address1, address2, postal, city, province, country } = row;
  return filled({ street, address1, address2, postal, city, province, country });
}

function presentCompany(row: Pick<Row, "companyName" | "companyNip">) {
  return filled({ name: row.companyName, nip: row.companyNip });
}

/** CustomerRegistered: what is not known is left out, except for what identifies a member. */
export function presentRegistration(row: Row) {
  return {
    customerId: row.id,
    customerData: {
      referralToken: row.referralToken,
      ...filled({ firstName: row.firstName, lastName: row.lastName, gender: row.gender }),
      email: row.email,
      phone: row.phone,
      ...(row.birthDate === null ? {} : { birthDate: row.birthDate.toISOString() }),
      registeredAt: row.registeredAt.toISOString(),
      address: presentAddress(row),
      company: presentCompany(row),
      loyaltyCardNumber: row.loyaltyCardNumber,
      customAttributes: readAttributes(row.customAttributes),
      agreement1: row.agreement1,
      agreement2: row.agreement2,
      agreement3: row.agreement3,
    },
  };
}

/** Only what is known: events and answers leave the rest out. */
function filled<Key extends string>(values: Record<Key, string | null>): Partial<Record<Key, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Partial<
    Record<Key, string>
  >;
}
