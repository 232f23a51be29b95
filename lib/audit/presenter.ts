import type { AuditEntryDto } from "./schema.ts";

export type AuditRow = {
  id: string;
  eventType: string;
  entityType: string;
  entityId: string;
  userId: string | null;
  username: string | null;
  userType: string;
  ip: string | null;
  requestId: string | null;
  before: unknown;
  after: unknown;
  createdAt: Date;
  store: { id: string; code: string; currency: string; name: string; active: boolean } | null;
  apiKey: { id: string; name: string } | null;
};

export function presentAuditEntry(row: AuditRow): AuditEntryDto {
  const { store, apiKey } = row;
  return {
    auditLogId: row.id,
    ...(store === null
      ? {}
      : {
          store: {
            storeId: store.id,
            code: store.code,
            currency: store.currency,
            name: store.name,
            active: store.active,
          },
        }),
    eventType: row.eventType,
    entityType: row.entityType,
    entityId: row.entityId,
    ...given("username", row.username),
    ...given("userId", row.userId),
    userType: row.userType,
    ...given("ip", row.ip),
    createdAt: row.createdAt.toISOString(),
    ...given("requestId", row.requestId),
    ...(apiKey === null ? {} : { apiKey: { apiKeyId: apiKey.id, name: apiKey.name } }),
    ...given("before", objectOf(row.before)),
    ...given("after", objectOf(row.after)),
  };
}

function given<Name extends string, T>(name: Name, value: T | null): { [N in Name]?: T } {
  return value === null ? {} : ({ [name]: value } as { [N in Name]: T });
}

/** Changes are recorded as objects only. */
function objectOf(json: unknown): Record<string, unknown> | null {
  return typeof json === "object" && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : null;
}
