import type { StoreDto } from "./schema.ts";

export type StoreRow = {
  id: string;
  code: string;
  name: string;
  currency: string;
  active: boolean;
  createdAt: Date;
  createdBy: string | null;
  updatedAt: Date;
  updatedBy: string | null;
};

export function presentStore(row: StoreRow): StoreDto {
  return {
    storeId: row.id,
    code: row.code,
    currency: row.currency,
    name: row.name,
    active: row.active,
    ...(row.createdBy === null ? {} : { createdBy: row.createdBy }),
    createdAt: row.createdAt.toISOString(),
    ...(row.updatedBy === null ? {} : { updatedBy: row.updatedBy }),
    updatedAt: row.updatedAt.toISOString(),
  };
}
