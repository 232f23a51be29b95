import { recordAudit } from "#lib/audit/record.ts";
import { forgetApiKeys } from "#lib/auth/access-cache.ts";
import { hashOfKey } from "#lib/auth/api-key-gate.ts";
import { type AccountContext, forbidden, permissionsIn, requireWritable } from "#lib/auth/context.ts";
import { isEmpty } from "#lib/auth/core/permissions.ts";
import { getStoreByCode, type PermittedStore } from "#lib/auth/data.ts";
import { conflict, notFound, validationFailed } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { parseInstant } from "#lib/http/core/instant.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import { inTransaction, onCommit } from "#lib/platform/transaction.ts";
import { API_KEY_PREFIX_CHARS, API_KEY_START, API_KEYS_MAX } from "./constants.ts";
import { requireKeysOf } from "./data.ts";
import { ApiKeyChange, type CreatedApiKeyDto, NewApiKey } from "./schema.ts";

/**
 * Each verb throws AppError "forbidden" for a read-only key and for a key of one store, which would lead beyond it;
 * "not_found" for an administrator or a key that the caller may not look after; "validation_failed" with paths
 * relative to its input.
 */

const ENTITY_TYPE = "apiKey";

/** A key gives what its administrator may do, at most. Throws also AppError "conflict" when there are too many. */
export async function createApiKey(
  account: AccountContext,
  administratorId: string,
  raw: NewApiKey,
): Promise<CreatedApiKeyDto> {
  await requireManager(account, administratorId);
  const input = parseInput(NewApiKey, raw);
  const expiresAt = futureInstant(account, input.expirationDate) ?? null;
  const store = await storeOf(account, input.storeCode);
  const { services } = account;
  const id = services.newId();
  const token = API_KEY_START + services.randomBytes(32).toString("base64url");
  await inTransaction(services.db.prisma, async (tx) => {
    // Locked, so that two at once cannot both be the last that is allowed.
    await tx.$queryRaw`SELECT id FROM administrator WHERE id = ${administratorId}::uuid FOR NO KEY UPDATE`;
    const count = await tx.apiKey.count({ where: { administratorId, revokedAt: null } });
    if (count >= API_KEYS_MAX)
      throw conflict(`There are ${API_KEYS_MAX} API keys: revoke one that is not needed.`);
    await tx.apiKey.create({
      data: {
        id,
        administratorId,
        name: input.name,
        tokenHash: new Uint8Array(hashOfKey(token)),
        prefix: token.slice(0, API_KEY_PREFIX_CHARS),
        isReadOnly: input.readOnly,
        storeId: store?.id ?? null,
        createdAt: new Date(services.now()),
        expiresAt,
      },
    });
    await recordAudit(tx, account, {
      eventType: "apiKey.created",
      entityType: ENTITY_TYPE,
      entityId: id,
      after: {
        name: input.name,
        administratorId,
        readOnly: input.readOnly,
        storeCode: store?.code ?? null,
        expirationDate: expiresAt?.toISOString() ?? null,
      },
    });
  });
  return {
    apiKeyId: id,
    token,
    adminId: administratorId,
    name: input.name,
    legacy: false,
    ...(expiresAt === null ? {} : { expirationDate: expiresAt.toISOString() }),
  };
}

/** A change that changes nothing leaves the audit log as it is. */
export async function changeApiKey(
  account: AccountContext,
  administratorId: string,
  apiKeyId: string,
  raw: ApiKeyChange,
): Promise<void> {
  await requireManager(account, administratorId);
  const input = parseInput(ApiKeyChange, raw);
  const wanted = futureInstant(account, input.expirationDate);
  await changeKey(account, administratorId, apiKeyId, (row) => {
    const expiresAt = wanted === undefined ? row.expiresAt : wanted;
    if (row.name === input.name && row.expiresAt?.getTime() === expiresAt?.getTime()) return null;
    const view = (name: string, date: Date | null) => ({ name, expirationDate: date?.toISOString() ?? null });
    return {
      eventType: "apiKey.changed",
      data: { name: input.name, expiresAt },
      before: view(row.name, row.expiresAt),
      after: view(input.name, expiresAt),
    };
  });
}

/** It opens nothing any more: in this process at once, in others within `ACCESS_FRESH_MS`. */
export async function revokeApiKey(
  account: AccountContext,
  administratorId: string,
  apiKeyId: string,
): Promise<void> {
  await requireManager(account, administratorId);
  await changeKey(account, administratorId, apiKeyId, (row) => ({
    eventType: "apiKey.revoked",
    data: { revokedAt: new Date(account.services.now()) },
    before: { name: row.name, administratorId },
  }));
}

async function requireManager(account: AccountContext, administratorId: string): Promise<void> {
  requireWritable(account);
  if (account.apiKey !== null && account.apiKey.storeId !== null) throw forbidden();
  await requireKeysOf(account, administratorId);
}

type KeyRow = { name: string; expiresAt: Date | null };
type KeyChange = {
  eventType: string;
  data: { name?: string; expiresAt?: Date | null; revokedAt?: Date };
  before: Record<string, string | null>;
  after?: Record<string, string | null>;
};

async function changeKey(
  account: AccountContext,
  administratorId: string,
  apiKeyId: string,
  decide: (row: KeyRow) => KeyChange | null,
): Promise<void> {
  if (!isUuid(apiKeyId)) throw notFound();
  await inTransaction(account.services.db.prisma, async (tx) => {
    await tx.$queryRaw`SELECT id FROM api_key WHERE id = ${apiKeyId}::uuid FOR UPDATE`;
    const row = await tx.apiKey.findFirst({ where: { id: apiKeyId, administratorId, revokedAt: null } });
    if (row === null) throw notFound();
    const change = decide(row);
    if (change === null) return;
    const { data, ...audit } = change;
    await tx.apiKey.update({ where: { id: apiKeyId }, data });
    await recordAudit(tx, account, { ...audit, entityType: ENTITY_TYPE, entityId: apiKeyId });
    onCommit(tx, () => forgetApiKeys(account.services));
  });
}

/** Undefined when none is given, null for none. */
function futureInstant(account: AccountContext, text: string | null | undefined): Date | null | undefined {
  if (text === null || text === undefined) return text;
  const instant = parseInstant(text);
  const refuse = (message: string, code: string) =>
    validationFailed([{ path: "expirationDate", message, code }]);
  if (instant === undefined) {
    throw refuse("This value should be a date and time such as 2026-11-20T10:15:00Z.", "datetime");
  }
  if (instant.getTime() <= account.services.now()) throw refuse("This time should be in the future.", "past");
  return instant;
}

async function storeOf(
  account: AccountContext,
  code: string | null | undefined,
): Promise<PermittedStore | null> {
  if (code === null || code === undefined) return null;
  const store = await getStoreByCode(account.services, code);
  if (store !== null && !isEmpty(permissionsIn(account, store.id))) return store;
  throw validationFailed([{ path: "storeCode", message: "There is no such store.", code: "unknown_store" }]);
}
