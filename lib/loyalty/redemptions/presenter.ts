import type { Prisma } from "#lib/platform/db.ts";
import { presentCause } from "../core/action-cause.ts";
import { amountNumber, amountOf } from "../core/amount.ts";
import { versionOf } from "../version.ts";
import type { RedemptionDto } from "./schema.ts";

export type RedemptionRow = Prisma.IssuedRewardGetPayload<{ include: { member: true } }>;

export function presentRedemption(row: RedemptionRow): RedemptionDto {
  const { member } = row;
  return {
    issuedRewardId: row.id,
    rewardId: row.rewardId,
    rewardType: row.rewardType,
    name: row.name,
    customerId: row.memberId,
    status: row.status,
    redemptionDate: row.redemptionDate.toISOString(),
    ...(row.cancelledAt === null ? {} : { cancelledAt: row.cancelledAt.toISOString() }),
    costInPoints: numberOf(row.costInPoints),
    ...(row.tax === null ? {} : { tax: numberOf(row.tax) }),
    ...(row.taxPriceValue === null ? {} : { taxPriceValue: numberOf(row.taxPriceValue) }),
    ...(row.price === null ? {} : { price: numberOf(row.price) }),
    token: row.token,
    ...(row.couponCode === null ? {} : { issuedCoupon: couponOf(row, row.couponCode) }),
    customerData: {
      email: member.email,
      phone: member.phone,
      loyaltyCardNumber: member.loyaltyCardNumber,
      ...(member.firstName === null ? {} : { firstName: member.firstName }),
      ...(member.lastName === null ? {} : { lastName: member.lastName }),
    },
    actionCause: presentCause(causeOf(row)),
  };
}

type IssuedRow = Prisma.IssuedRewardGetPayload<object>;

/** Of what can be changed: the status and what was said to it. */
export function redemptionVersion({ status, statusComment }: IssuedRow): string {
  return versionOf([status, statusComment]);
}

/** The coupon as answers and events show it. */
export function couponOf(row: IssuedRow, code: string) {
  return {
    code,
    ...(row.couponValue === null ? {} : { value: numberOf(row.couponValue) }),
    ...(row.couponValueType === null ? {} : { valueType: row.couponValueType }),
    ...(row.couponActiveFrom === null ? {} : { activeFrom: row.couponActiveFrom.toISOString() }),
    ...(row.couponActiveTo === null ? {} : { activeTo: row.couponActiveTo.toISOString() }),
  };
}

export function causeOf(row: IssuedRow) {
  return {
    ...(row.causeCampaignId === null ? {} : { campaignId: row.causeCampaignId }),
    ...(row.causeCustomerId === null ? {} : { customerId: row.causeCustomerId }),
    ...(row.causeTransactionId === null ? {} : { transactionId: row.causeTransactionId }),
    ...(row.causeCustomEventId === null ? {} : { customEventId: row.causeCustomEventId }),
    ...(row.causeInternalEvent === null ? {} : { internalEventName: row.causeInternalEvent }),
    ...(row.causePerformedAt === null ? {} : { performedAt: row.causePerformedAt }),
  };
}

/** What RewardRedemptionStatusChanged tells of the redemption itself. */
export function redemptionEventData(row: RedemptionRow) {
  const { member } = row;
  return {
    issuedRewardId: row.id,
    token: row.token,
    name: row.name,
    customerId: row.memberId,
    status: row.status,
    costInPoints: numberOf(row.costInPoints),
    ...(row.tax === null ? {} : { tax: numberOf(row.tax) }),
    ...(row.taxPriceValue === null ? {} : { taxPriceValue: numberOf(row.taxPriceValue) }),
    ...(row.price === null ? {} : { price: numberOf(row.price) }),
    redemptionDate: row.redemptionDate.toISOString(),
    customerData: {
      email: member.email,
      phone: member.phone,
      loyaltyCardNumber: member.loyaltyCardNumber,
      ...given({
        firstName: member.firstName,
        lastName: member.lastName,
        companyName: member.companyName,
        nip: member.companyNip,
      }),
      address: given({
        street: member.street,
        address1: member.address1,
        address2: member.address2,
        postal: member.postal,
        city: member.city,
        province: member.province,
        country: member.country,
      }),
    },
    rewardType: row.rewardType,
    rewardId: row.rewardId,
    ...(row.couponCode === null ? {} : { issuedCoupon: couponOf(row, row.couponCode) }),
  };
}

/** Without what is not known: the event's contract has no null there. */
function given<Key extends string>(fields: Record<Key, string | null>): Partial<Record<Key, string>> {
  const known = Object.entries(fields).filter(([, value]) => value !== null);
  return Object.fromEntries(known) as Partial<Record<Key, string>>;
}

function numberOf(decimal: { toFixed(places: number): string }): number {
  return amountNumber(amountOf(decimal));
}
