import type { ApiKeyDto } from "./schema.ts";

export type ApiKeyRow = {
  id: string;
  administratorId: string;
  administrator: { username: string };
  name: string;
  prefix: string;
  isReadOnly: boolean;
  store: { code: string } | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
};

export function presentApiKey(row: ApiKeyRow): ApiKeyDto {
  return {
    apiKeyId: row.id,
    token: `${row.prefix}...`,
    adminId: row.administratorId,
    adminUsername: row.administrator.username,
    name: row.name,
    legacy: false,
    readOnly: row.isReadOnly,
    storeCode: row.store?.code ?? null,
    createdAt: row.createdAt.toISOString(),
    ...(row.expiresAt === null ? {} : { expirationDate: row.expiresAt.toISOString() }),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
