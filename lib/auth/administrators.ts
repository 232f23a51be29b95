import { AppError, validationFailed } from "#lib/errors/app-error.ts";
import { ensureDefaultWalletType } from "#lib/loyalty/points/default-wallet-type.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import { forgetAccess } from "./access-cache.ts";
import type { Administrator } from "./data.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import { NewAdministrator, USERNAME_CHARS_MAX } from "./schema.ts";
import { beginSignIn } from "./sign-in-limit.ts";

/** Any number, the same in every process: only one of them sets up an installation at a time. */
const SETUP_LOCK = 7_406_281_530;

export type SignIn = {
  username: string;
  password: string;
  ip: string | null;
  requestId: string;
};

/**
 * The one way in by password, for the console and for REST. Throws AppError "bad_credentials" (also for an inactive
 * administrator, and equally slowly for an unknown one) or "too_many_requests".
 */
export async function authenticateAdministrator(services: Services, signIn: SignIn): Promise<Administrator> {
  const attempt = await beginSignIn(services, signIn.username, signIn.ip);
  const found = await findByUsername(services, signIn.username);
  const isRight = await verifyPassword(found?.passwordHash ?? null, signIn.password);
  if (found === null || !isRight || !found.isActive) {
    const reason = found === null ? "unknown_user" : isRight ? "inactive" : "wrong_password";
    await recordSignIn(services, signIn, found, "administrator.sign_in_failed", reason);
    throw new AppError("bad_credentials", "Bad credentials.", { rateLimit: attempt.rateLimit });
  }
  await attempt.succeeded();
  await recordSignIn(services, signIn, found, "administrator.signed_in");
  const { id, username, firstName, lastName, sessionVersion } = found;
  return { id, username, firstName, lastName, sessionVersion };
}

async function findByUsername(services: Services, username: string) {
  // PostgreSQL takes no NUL in a text, and no user name has one.
  if (username.length > USERNAME_CHARS_MAX || username.includes("\0")) return null;
  return services.db.prisma.administrator.findUnique({ where: { username } });
}

async function recordSignIn(
  services: Services,
  signIn: SignIn,
  administrator: { id: string; username: string } | null,
  eventType: string,
  reason?: string,
): Promise<void> {
  await services.db.prisma.auditEntry.create({
    data: {
      id: services.newId(),
      eventType,
      entityType: "administrator",
      // The name of nobody is not kept: it may be a password in the wrong field.
      entityId: administrator?.id ?? "unknown",
      userId: administrator?.id ?? null,
      username: administrator?.username ?? null,
      userType: "admin",
      ip: signIn.ip,
      requestId: signIn.requestId,
      ...(reason === undefined ? {} : { after: { reason } }),
    },
  });
}

/**
 * Gives an empty installation its master administrator; false when there is one already. Any number of processes
 * may try at once. Throws AppError "validation_failed".
 */
export async function createFirstAdministrator(services: Services, raw: NewAdministrator): Promise<boolean> {
  if ((await services.db.prisma.administrator.count()) > 0) return false;
  const { username, password } = parseNewAdministrator(raw);
  const passwordHash = await hashPassword(password);
  return inTransaction(services.db.prisma, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SETUP_LOCK})`;
    if ((await tx.administrator.count()) > 0) return false;
    const role =
      (await tx.role.findFirst({ where: { isMaster: true } })) ??
      (await tx.role.create({ data: { name: "Administrator", isMaster: true } }));
    const { id } = await tx.administrator.create({
      data: { id: services.newId(), username, passwordHash, roles: { create: { roleId: role.id } } },
    });
    await tx.auditEntry.create({
      data: {
        id: services.newId(),
        eventType: "administrator.created",
        entityType: "administrator",
        entityId: id,
        username: "setup",
        userType: "system",
        after: { username, roles: [role.name] },
      },
    });
    return true;
  });
}

function parseNewAdministrator(raw: NewAdministrator): NewAdministrator {
  const parsed = NewAdministrator.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw validationFailed(
    parsed.error.issues.map((issue) => ({
      path: `administrator.${issue.path.join(".")}`,
      message: issue.message,
      code: issue.code,
    })),
  );
}

/** The store that a new installation has. Changes nothing when it is there. */
export async function ensureDefaultStore(services: Services): Promise<void> {
  await inTransaction(services.db.prisma, async (tx) => {
    const [made] = await tx.store.createManyAndReturn({
      data: [{ id: services.newId(), code: "DEFAULT", name: "Default", currency: "EUR" }],
      skipDuplicates: true,
    });
    if (made !== undefined) await ensureDefaultWalletType(tx, services, made.id);
  });
}

/** Ends every session and token of the administrator: in this process at once, in others within `ACCESS_FRESH_MS`. */
export async function revokeSessions(services: Services, administratorId: string): Promise<void> {
  await inTransaction(services.db.prisma, async (tx) => {
    // The administrator's row first, as everywhere: a refresh that runs at the same time waits, then finds its token revoked.
    await tx.administrator.update({
      where: { id: administratorId },
      data: { sessionVersion: { increment: 1 } },
    });
    await tx.refreshToken.updateMany({
      where: { administratorId, revokedAt: null },
      data: { revokedAt: new Date(services.now()) },
    });
  });
  forgetAccess(services, administratorId);
}
