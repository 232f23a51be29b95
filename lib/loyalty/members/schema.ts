import { z } from "zod";
import { PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN } from "../../auth/schema.ts";
import { Address, dateTime, filledText, ListTotal, labels, text } from "../core/fields.ts";

export const GENDERS = ["male", "female", "not_disclosed"] as const;

const email = z.email("This value should be an e-mail address.").max(255);
const birthDate = z.union([z.iso.date(), dateTime], {
  error: "This value should be a date such as 1990-02-28, or a date and time.",
});
const Company = z.strictObject({ name: text.optional(), nip: text.optional() });
const password = z.string().min(PASSWORD_CHARS_MIN).max(PASSWORD_CHARS_MAX);

/** An empty text, or null, takes a value away. */
const cleared = <T extends z.ZodType>(schema: T) => z.union([z.literal(""), schema]).nullable();

const profile = {
  firstName: text.nullable().optional(),
  lastName: text.nullable().optional(),
  gender: z.enum(GENDERS).nullable().optional(),
  email: cleared(email).optional(),
  phone: cleared(text).optional(),
  /** Case-sensitive; one member of a store has it. */
  loyaltyCardNumber: cleared(text).optional(),
  birthDate: cleared(birthDate).optional(),
  registeredAt: dateTime.optional(),
  address: Address.nullable().optional(),
  company: Company.nullable().optional(),
  /** Custom attributes, all of them: what is left out of the list is taken away. */
  labels: labels.optional(),
  agreement1: z.boolean().optional(),
  agreement2: z.boolean().optional(),
  agreement3: z.boolean().optional(),
};

export const NewMember = z.strictObject({
  ...profile,
  channelId: z.uuid().nullable().optional(),
  /** The referralToken of the member who brought this one. */
  referrerToken: text.nullable().optional(),
  /** Without it the lowest tier. */
  levelId: z.uuid().nullable().optional(),
});
export type NewMember = z.infer<typeof NewMember>;

export const NewRegistration = z.strictObject({
  ...profile,
  referrerToken: text.nullable().optional(),
  agreement1: z.literal(true, "The member has to agree to the terms."),
  plainPassword: password,
});
export type NewRegistration = z.infer<typeof NewRegistration>;

/** What is left out stays as it is. */
export const MemberChange = z.strictObject({ ...profile, levelId: z.uuid().optional() });
export type MemberChange = z.infer<typeof MemberChange>;

export const CustomAttributes = z.strictObject({ customAttributes: labels.min(1) });
export type CustomAttributes = z.infer<typeof CustomAttributes>;

export const ResendCode = z.strictObject({ phone: filledText });
export const ResetRequest = z.strictObject({ username: filledText });
export const PasswordReset = z.strictObject({
  token: filledText,
  reset: z.strictObject({ plainPassword: password }),
});
export const NewPassword = z.strictObject({ plainPassword: password });

export const MemberIdDto = z.object({ customerId: z.uuid() });
export const NewMemberDto = z.object({ customerId: z.uuid(), email: z.string().nullable() });
export type NewMemberDto = z.infer<typeof NewMemberDto>;

export const MemberCheckDto = z.object({ total: z.int().min(0) });

export const AccountDto = z.object({
  accountId: z.string(),
  activePoints: z.number(),
  transferredPoints: z.number(),
  lockedPoints: z.number(),
  expiredPoints: z.number(),
  spentPoints: z.number(),
  earnedPoints: z.number(),
  blockedPoints: z.number(),
});

export const MemberDto = z.object({
  customerId: z.uuid(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  gender: z.enum(GENDERS).nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  loyaltyCardNumber: z.string().nullable(),
  birthDate: z.string().nullable(),
  active: z.boolean(),
  channelId: z.uuid().nullable(),
  address: z.object({
    street: z.string().optional(),
    address1: z.string().optional(),
    address2: z.string().optional(),
    postal: z.string().optional(),
    city: z.string().optional(),
    province: z.string().optional(),
    country: z.string().optional(),
  }),
  company: z.object({ name: z.string().optional(), nip: z.string().optional() }),
  labels: z.array(z.object({ key: z.string(), value: z.string() })),
  agreement1: z.boolean(),
  agreement2: z.boolean(),
  agreement3: z.boolean(),
  referralToken: z.string(),
  registeredAt: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  transactionsCount: z.int(),
  transactionsAmount: z.number(),
  returnTransactionsCount: z.int(),
  returnTransactionsAmount: z.number(),
  averageTransactionAmount: z.number(),
  firstTransactionDate: z.string().nullable(),
  lastTransactionDate: z.string().nullable(),
  levelId: z.uuid().nullable(),
  manuallyAssignedLevelId: z.uuid().nullable(),
  levelAchievementDate: z.string().nullable(),
  lastLevelRecalculation: z.string().nullable(),
  currentLevel: z.object({ levelId: z.uuid(), name: z.string() }).nullable(),
  anonymized: z.boolean(),
  /** Null of a member from before an update, until the first units. */
  defaultAccount: AccountDto.nullable(),
  currency: z.string(),
  storeCode: z.string(),
});
export type MemberDto = z.infer<typeof MemberDto>;

export const MemberStatusDto = z.object({
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  customerId: z.uuid(),
  ...AccountDto.omit({ accountId: true }).shape,
  levelName: z.string().optional(),
  levelAchievementDate: z.string().optional(),
  /** The threshold of the tier; this and the way to the next one where tiers ask for one thing only. */
  levelConditionValue: z.number().optional(),
  nextLevelName: z.string().optional(),
  nextLevelConditionValue: z.number().optional(),
  /** Where tiers ask for units. */
  pointsToNextLevel: z.number().optional(),
  /** Where tiers ask for spending. */
  transactionsAmountToNextLevel: z.number().optional(),
  transactionsAmountToNextLevelWithoutDeliveryCosts: z.number().optional(),
  /** Until the tier is looked at again. */
  levelWillExpireInDays: z.int().optional(),
  tierSet: z.object({ tierSetId: z.uuid(), name: z.string(), isMigrated: z.boolean() }).optional(),
  pointsSinceLastLevelRecalculation: z.number(),
  /** In the calendar month after this one, in UTC. */
  pointsExpiringNextMonth: z.number(),
  /** Until the end of that month, by day. */
  pointsExpiringBreakdown: z.record(z.string(), z.number()),
  transactionsCount: z.int(),
  transactionsAmount: z.number(),
  transactionsAmountWithoutDeliveryCosts: z.number(),
  averageTransactionsAmount: z.number(),
  returnTransactionsCount: z.int(),
  returnTransactionsAmount: z.number(),
  averageReturnTransactionsAmount: z.number(),
  firstTransactionDate: z.string().optional(),
  lastTransactionDate: z.string().optional(),
  currency: z.string(),
  storeCode: z.string(),
  referralToken: z.string(),
  registeredAt: z.string(),
  createdAt: z.string(),
});
export type MemberStatusDto = z.infer<typeof MemberStatusDto>;

/** A member to choose. */
export type MemberHit = Pick<
  MemberDto,
  "customerId" | "firstName" | "lastName" | "email" | "phone" | "loyaltyCardNumber"
>;

export const MemberListDto = z.object({ items: z.array(MemberDto), total: ListTotal });
export type MemberListDto = z.infer<typeof MemberListDto>;
