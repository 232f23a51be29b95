import type { Context } from "#lib/auth/context.ts";
import { type Violation, validationFailed } from "#lib/errors/app-error.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { openDefaultWallet } from "../points/mutations.ts";
import { readSettings } from "../settings/data.ts";
import type { Profile } from "./core/profile.ts";
import { findMember, type LockedMember, lockMember } from "./data.ts";

/** By what a member is known, and that nobody else is known by it. */

/** Writes a new member. Throws AppError "validation_failed". */
export async function insertMember(
  tx: Transaction,
  ctx: Context,
  given: Partial<Profile>,
  options: {
    channelId: string | null;
    referrerToken: string | null;
    passwordHash: string | null;
    isActive: boolean;
  },
): Promise<LockedMember> {
  const { services, scope } = ctx;
  const id = services.newId();
  const now = new Date(services.now());
  const { referrerToken, ...rest } = options;
  await checkIdentity(tx, ctx, { email: null, phone: null, loyaltyCardNumber: null, ...given }, given, id);
  const referrer =
    referrerToken === null || referrerToken === ""
      ? null
      : await tx.member.findUnique({
          where: { storeId_referralToken: { storeId: scope.storeId, referralToken: referrerToken } },
        });
  if (referrer === null && referrerToken !== null && referrerToken !== "") {
    throw validationFailed([
      { path: "referrerToken", message: "No member has this referral token.", code: "unknown_referrer" },
    ]);
  }
  await tx.member.create({
    data: {
      registeredAt: now,
      ...given,
      ...rest,
      id,
      storeId: scope.storeId,
      referralToken: services.randomBytes(8).toString("hex"),
      referrerId: referrer?.id ?? null,
      activatedAt: options.isActive ? now : null,
      createdAt: now,
      updatedAt: now,
    },
  });
  await openDefaultWallet(tx, ctx, id);
  return lockMember(tx, ctx, id);
}

type Identity = Pick<Profile, "email" | "phone" | "loyaltyCardNumber">;

export function identityOf({ email, phone, loyaltyCardNumber }: Identity): Identity {
  return { email, phone, loyaltyCardNumber };
}

/**
 * The identifying field is there, and nobody else in the store has what is new. Who wants the same value at the same
 * time waits here.
 */
export async function checkIdentity(
  tx: Transaction,
  ctx: Context,
  wanted: Identity,
  changed: Partial<Identity>,
  memberId: string,
): Promise<void> {
  const { identificationMethod } = await readSettings(tx, ctx.scope.storeId);
  const violations: Violation[] = [];
  if (wanted[identificationMethod] === null) {
    violations.push({
      path: identificationMethod,
      message: "This value is required: members are known by it.",
      code: "required",
    });
  }
  const fields = (["email", "phone", "loyaltyCardNumber"] as const).flatMap((field) => {
    const value = changed[field];
    return value === undefined || value === null ? [] : [{ field, value }];
  });
  const keys = fields.map(({ field, value }) => `${ctx.scope.storeId}:${field}:${value.toLowerCase()}`);
  for (const key of keys.toSorted()) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
  }
  for (const { field, value } of fields) {
    const holder = await findMember(tx, ctx, { [field]: value });
    if (holder !== null && holder.id !== memberId) {
      violations.push({ path: field, message: "Another member has this value.", code: "already_used" });
    }
  }
  if (violations.length > 0) throw validationFailed(violations);
}
