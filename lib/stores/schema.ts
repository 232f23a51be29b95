import { z } from "zod";
import { RESERVED_STORE_CODES, STORE_CODE_CHARS_MAX, STORE_NAME_CHARS_MAX } from "./constants.ts";

const isReserved = (code: string) => (RESERVED_STORE_CODES as readonly string[]).includes(code.toLowerCase());

const name = z
  .string()
  .trim()
  .min(1)
  .max(STORE_NAME_CHARS_MAX)
  .refine(
    (text) => text.isWellFormed() && !text.includes("\u0000"),
    "This value holds a character that no name has.",
  );

const code = z
  .string()
  .min(1)
  .max(STORE_CODE_CHARS_MAX)
  .regex(/^[A-Za-z0-9_-]+$/, { error: "A code holds letters, digits, hyphens and underscores only." })
  .refine((text) => !isReserved(text), "This code is a path of the API already.");

/** Body of create and of change; a code cannot be changed, since it is part of every path. */
export const StoreInput = z.strictObject({
  /** Left out: made of the name. */
  code: code.optional(),
  name,
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Za-z]{3}$/, { error: "A currency has three letters, for instance EUR." }),
  active: z.boolean(),
});
export type StoreInput = z.infer<typeof StoreInput>;

export const StoreDto = z.strictObject({
  storeId: z.uuid(),
  code: z.string(),
  currency: z.string(),
  name: z.string(),
  active: z.boolean(),
  createdBy: z.string().optional(),
  createdAt: z.string(),
  updatedBy: z.string().optional(),
  updatedAt: z.string(),
});
export type StoreDto = z.infer<typeof StoreDto>;

export const StoreListDto = z.object({
  items: z.array(StoreDto),
  total: z.object({ all: z.int(), filtered: z.int(), estimated: z.boolean() }),
});
export type StoreListDto = z.infer<typeof StoreListDto>;

export const CreatedStoreDto = z.object({ storeId: z.uuid() });
export type CreatedStoreDto = z.infer<typeof CreatedStoreDto>;
