import { recordAudit } from "#lib/audit/record.ts";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { countPublicRequest } from "#lib/auth/public-limit.ts";
import { validationFailed } from "#lib/errors/app-error.ts";
import { type ChangeOptions, requireVersion } from "#lib/errors/expected-version.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { recordset } from "#lib/platform/sql-rows.ts";
import { executeGathered, type Gathering } from "#lib/platform/transaction.ts";
import { announce, inAction } from "../action.ts";
import { amountOf, amountText, plus } from "../core/amount.ts";
import { assignLowestTier, setTier } from "../tiers/mutations.ts";
import { createCode } from "./codes.ts";
import { mergeAttributes, readAttributes } from "./core/custom-attributes.ts";
import { changedFields, type Profile, storedProfile } from "./core/profile.ts";
import {
  getMember,
  type LockedMember,
  lockMember,
  memberSnapshot,
  memberVersion,
  resolveMember,
} from "./data.ts";
import { checkIdentity, identityOf, insertMember } from "./identity.ts";
import { presentRegistration } from "./presenter.ts";
import { CustomAttributes, MemberChange, NewMember, type NewMemberDto, NewRegistration } from "./schema.ts";

/**
 * Verbs of members. Unless something else is said, each throws AppError "forbidden" to who may not change members, and
 * "not_found" for a member of another store. Paths of violations are relative to the input.
 */

/** An active member, in the lowest tier or the one given. Throws AppError "validation_failed". */
export async function createMember(ctx: Context, raw: NewMember): Promise<NewMemberDto> {
  requirePermission(ctx, "CUSTOMER", "MODIFY");
  const input = parseInput(NewMember, raw);
  return inAction(ctx, (tx) => enterMember(tx, ctx, input));
}

/** `createMember` inside of another action. */
export async function enterMember(tx: Transaction, ctx: Context, input: NewMember): Promise<NewMemberDto> {
  const { levelId, channelId, referrerToken, ...profile } = input;
  const member = await insertMember(tx, ctx, storedProfile(profile), {
    channelId: channelId ?? null,
    referrerToken: referrerToken ?? null,
    passwordHash: null,
    isActive: true,
  });
  announce(tx, ctx, "CustomerRegistered", presentRegistration(member), [member.id]);
  if (levelId === undefined || levelId === null) await assignLowestTier(tx, ctx, member);
  else await setTier(tx, ctx, member, levelId);
  await recordAudit(tx, ctx, { eventType: "member.created", entityType: "member", entityId: member.id });
  return { customerId: member.id, email: member.email };
}

/**
 * Somebody signs up, and becomes a member with the code that the event carries. Open to everybody. Throws AppError
 * "validation_failed" and "too_many_requests".
 */
export async function registerMember(ctx: Context, raw: NewRegistration): Promise<NewMemberDto> {
  const { plainPassword, referrerToken, ...profile } = parseInput(NewRegistration, raw);
  // Before the password is hashed, which costs much.
  await countPublicRequest(ctx);
  const passwordHash = await hashPassword(plainPassword);
  return inAction(ctx, async (tx) => {
    const member = await insertMember(tx, ctx, storedProfile(profile), {
      channelId: null,
      referrerToken: referrerToken ?? null,
      passwordHash,
      isActive: false,
    });
    const code = await createCode(tx, ctx, member, "activation");
    announce(
      tx,
      ctx,
      "CustomerWasRegisteredWithoutActivation",
      { customer: memberSnapshot(member), ...code },
      [member.id],
    );
    return { customerId: member.id, email: member.email };
  });
}

/**
 * Changes what is given and differs; CustomerUpdated when anything did. A signed-in member's own change of the e-mail
 * address or phone number takes effect with the code that its event carries. Throws AppError "validation_failed" and
 * "version_conflict".
 */
export async function updateMember(
  ctx: Context,
  reference: string,
  raw: MemberChange,
  options: ChangeOptions = {},
): Promise<{ customerId: string }> {
  const isOwn = ctx.actor.kind === "member";
  if (!isOwn) requirePermission(ctx, "CUSTOMER", "MODIFY");
  const { id } = await resolveMember(ctx, reference);
  const { levelId, ...profile } = parseInput(MemberChange, raw);
  if (isOwn) refuseAdministered({ levelId, registeredAt: profile.registeredAt });
  await inAction(ctx, async (tx) => {
    const member = await lockMember(tx, ctx, id);
    requireVersion("member", memberVersion(member), options);
    const changed = changedFields(member, storedProfile(profile));
    await checkIdentity(tx, ctx, { ...identityOf(member), ...changed }, changed, member.id);
    if (isOwn) await askForConfirmation(tx, ctx, member, changed);
    await applyChange(tx, ctx, member, changed, levelId);
  });
  return { customerId: id };
}

async function applyChange(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  changed: Partial<Profile>,
  levelId: string | undefined,
): Promise<void> {
  const fields = Object.keys(changed);
  if (fields.length > 0) {
    await tx.member.update({
      where: { id: member.id },
      data: { ...changed, updatedAt: new Date(ctx.services.now()) },
    });
  }
  const isOtherTier = levelId !== undefined && (await setTier(tx, ctx, member, levelId));
  if (fields.length === 0 && !isOtherTier) return;
  const updated = await getMember(tx, ctx, member.id);
  announce(tx, ctx, "CustomerUpdated", { customer: memberSnapshot(updated) }, [member.id]);
  await recordAudit(tx, ctx, {
    eventType: "member.updated",
    entityType: "member",
    entityId: member.id,
    // Names of fields only: what they hold is the member's.
    after: { fields: isOtherTier ? [...fields, "levelId"] : fields },
  });
}

/** Takes the e-mail address and phone number out of the change, and sends a code for each. */
async function askForConfirmation(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  changed: Partial<Profile>,
): Promise<void> {
  const asked = memberSnapshot(member);
  if (changed.email !== undefined && changed.email !== null) {
    const code = await createCode(tx, ctx, member, "email_change", changed.email);
    const customer = { ...asked, email: changed.email };
    announce(tx, ctx, "CustomerEmailWasChanged", { customer, ...code }, [member.id]);
    delete changed.email;
  }
  if (changed.phone !== undefined && changed.phone !== null) {
    const code = await createCode(tx, ctx, member, "phone_change", changed.phone);
    const customer = { ...asked, phone: changed.phone };
    announce(tx, ctx, "CustomerPhoneNumberWasChanged", { customer, ...code }, [member.id]);
    delete changed.phone;
  }
}

/** For what a code has confirmed. Throws AppError "validation_failed" when somebody else has taken it meanwhile. */
export async function confirmIdentity(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  changed: Pick<Partial<Profile>, "email" | "phone">,
): Promise<void> {
  await checkIdentity(tx, ctx, { ...identityOf(member), ...changed }, changed, member.id);
  await applyChange(tx, ctx, member, changed, undefined);
}

/** Adds or replaces custom attributes. Throws AppError "validation_failed". */
export async function putCustomAttributes(
  ctx: Context,
  reference: string,
  raw: CustomAttributes,
): Promise<void> {
  requirePermission(ctx, "CUSTOMER", "MODIFY");
  const { customAttributes } = parseInput(CustomAttributes, raw);
  const { id } = await resolveMember(ctx, reference);
  await inAction(ctx, async (tx) => {
    await setCustomAttributes(tx, ctx, await lockMember(tx, ctx, id), customAttributes);
  });
}

/** Takes away those whose key is given. Throws AppError "validation_failed". */
export async function deleteCustomAttributes(
  ctx: Context,
  reference: string,
  raw: CustomAttributes,
): Promise<void> {
  requirePermission(ctx, "CUSTOMER", "MODIFY");
  const keys = new Set(parseInput(CustomAttributes, raw).customAttributes.map(({ key }) => key));
  const { id } = await resolveMember(ctx, reference);
  await inAction(ctx, async (tx) => {
    const member = await lockMember(tx, ctx, id);
    const customAttributes = readAttributes(member.customAttributes).filter(({ key }) => !keys.has(key));
    await applyChange(tx, ctx, member, changedFields(member, { customAttributes }), undefined);
  });
}

/** Adds or replaces custom attributes. False when all of them were so already, and then nothing is published. */
export async function setCustomAttributes(
  tx: Transaction,
  ctx: Context,
  member: LockedMember,
  attributes: readonly { key: string; value: string }[],
): Promise<boolean> {
  const customAttributes = mergeAttributes(readAttributes(member.customAttributes), attributes);
  const changed = changedFields(member, { customAttributes });
  await applyChange(tx, ctx, member, changed, undefined);
  return Object.keys(changed).length > 0;
}

export type CountedPurchase = Pick<
  Prisma.LoyaltyTransactionGetPayload<object>,
  "documentType" | "grossValue" | "purchasedAt"
>;

/** Purchases and returns are counted in the member's figures. Answers with the member as it is then. */
export async function countPurchase(
  tx: Transaction,
  member: LockedMember,
  { documentType, grossValue, purchasedAt }: CountedPurchase,
): Promise<LockedMember> {
  await executeGathered(tx, COUNTING[documentType], { id: member.id, grossValue, purchasedAt });
  // The row is held: what it is now follows from what it was.
  const { transactionsCount, transactionsAmount, returnsCount, returnsAmount } = member;
  const more = (amount: Prisma.Decimal) =>
    new Prisma.Decimal(amountText(plus(amountOf(amount), amountOf(grossValue))));
  const figures =
    documentType === "sell"
      ? { transactionsCount: transactionsCount + 1, transactionsAmount: more(transactionsAmount) }
      : { returnsCount: returnsCount + 1, returnsAmount: more(returnsAmount) };
  return {
    ...member,
    ...figures,
    firstTransactionAt: earlierOf(member.firstTransactionAt, purchasedAt),
    lastTransactionAt: laterOf(member.lastTransactionAt, purchasedAt),
  };
}

type Counted = { id: string } & Pick<CountedPurchase, "grossValue" | "purchasedAt">;

const COUNTING = { sell: countingAs("transactions"), return: countingAs("returns") };

function countingAs(kind: "transactions" | "returns"): Gathering<Counted> {
  const [count, amount] = [Prisma.raw(`${kind}_count`), Prisma.raw(`${kind}_amount`)];
  const types = { id: "uuid", grossValue: "numeric", purchasedAt: "timestamptz" };
  return {
    key: kind,
    sqlOf: (purchases) => Prisma.sql`
      WITH purchases AS MATERIALIZED (
        SELECT id, count(*)::int AS count, sum("grossValue") AS amount, min("purchasedAt") AS first,
               max("purchasedAt") AS last
          FROM ${recordset("one", types, purchases)} GROUP BY id
      )
      UPDATE member m
         SET ${count} = ${count} + p.count, ${amount} = ${amount} + p.amount,
             first_transaction_at = least(first_transaction_at, p.first),
             last_transaction_at = greatest(last_transaction_at, p.last)
        FROM purchases p WHERE m.id = p.id AND m.id = ANY(ARRAY(SELECT id FROM purchases)) /* planned once */`,
  };
}

function earlierOf(before: Date | null, at: Date): Date {
  return before !== null && before < at ? before : at;
}

function laterOf(before: Date | null, at: Date): Date {
  return before !== null && before > at ? before : at;
}

/** Deactivating an inactive member changes nothing and tells nobody. Sessions of the member end. */
export async function deactivateMember(ctx: Context, reference: string): Promise<void> {
  requirePermission(ctx, "CUSTOMER", "MODIFY");
  const { id } = await resolveMember(ctx, reference);
  await inAction(ctx, async (tx) => {
    const member = await lockMember(tx, ctx, id);
    if (!member.isActive) return;
    const now = new Date(ctx.services.now());
    await tx.member.update({
      where: { id },
      data: { isActive: false, updatedAt: now, sessionVersion: { increment: 1 } },
    });
    await tx.memberRefreshToken.updateMany({
      where: { memberId: id, revokedAt: null },
      data: { revokedAt: now },
    });
    announce(tx, ctx, "CustomerDeactivated", { customer: memberSnapshot(member) }, [id]);
    await recordAudit(tx, ctx, { eventType: "member.deactivated", entityType: "member", entityId: id });
  });
}

/** Activating an active member changes nothing. */
export async function activateMember(ctx: Context, reference: string): Promise<void> {
  requirePermission(ctx, "CUSTOMER", "MODIFY");
  const { id } = await resolveMember(ctx, reference);
  await inAction(ctx, async (tx) => {
    const member = await lockMember(tx, ctx, id);
    await activate(tx, ctx, member);
    if (!member.isActive) {
      await recordAudit(tx, ctx, { eventType: "member.activated", entityType: "member", entityId: id });
    }
  });
}

/** Whoever had signed up becomes a member now; one who was deactivated is one again, and there is no event for that. */
export async function activate(tx: Transaction, ctx: Context, member: LockedMember): Promise<void> {
  if (member.isActive) return;
  const now = new Date(ctx.services.now());
  const isFirst = member.activatedAt === null;
  await tx.member.update({
    where: { id: member.id },
    data: { isActive: true, updatedAt: now, ...(isFirst ? { activatedAt: now } : {}) },
  });
  if (!isFirst) return;
  const active = await lockMember(tx, ctx, member.id);
  announce(tx, ctx, "CustomerRegistered", presentRegistration(active), [member.id]);
  await assignLowestTier(tx, ctx, active);
}

/** What the programme decides, a member does not. */
function refuseAdministered(fields: Record<string, unknown>): void {
  const violations = Object.entries(fields).flatMap(([path, value]) =>
    value === undefined ? [] : [{ path, message: "Only an administrator can change this.", code: "not_own" }],
  );
  if (violations.length > 0) throw validationFailed(violations);
}
