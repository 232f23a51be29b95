import { z } from "zod";
import { API_KEY_NAME_CHARS_MAX } from "./constants.ts";

const name = z
  .string()
  .trim()
  .min(1)
  .max(API_KEY_NAME_CHARS_MAX)
  .refine(
    (text) => text.isWellFormed() && !text.includes("\u0000"),
    "This value holds a character that no name has.",
  );
/** Without a zone: UTC. */
const expirationDate = z.string().max(64).nullish();

export const NewApiKey = z.strictObject({
  name,
  /** Left out or null: it does not expire. */
  expirationDate,
  /** Looks only: every change is refused. */
  readOnly: z.boolean().default(false),
  /** Left out or null: every store that the administrator may see. */
  storeCode: z.string().max(255).nullish(),
});
export type NewApiKey = z.input<typeof NewApiKey>;

export const ApiKeyChange = z.strictObject({
  name,
  /** Left out: as it is. Null: it does not expire. */
  expirationDate,
});
export type ApiKeyChange = z.infer<typeof ApiKeyChange>;

/** The only answer that holds the key itself. */
export const CreatedApiKeyDto = z.strictObject({
  apiKeyId: z.uuid(),
  token: z.string(),
  adminId: z.uuid(),
  name: z.string(),
  legacy: z.literal(false),
  expirationDate: z.string().optional(),
});
export type CreatedApiKeyDto = z.infer<typeof CreatedApiKeyDto>;

export const ApiKeyDto = z.object({
  apiKeyId: z.uuid(),
  /** Its first characters and three dots. */
  token: z.string(),
  adminId: z.uuid(),
  adminUsername: z.string(),
  name: z.string(),
  legacy: z.literal(false),
  readOnly: z.boolean(),
  storeCode: z.string().nullable(),
  createdAt: z.string(),
  /** Left out when it does not expire. */
  expirationDate: z.string().optional(),
  lastUsedAt: z.string().nullable(),
});
export type ApiKeyDto = z.infer<typeof ApiKeyDto>;

export const ApiKeyListDto = z.object({
  items: z.array(ApiKeyDto),
  total: z.object({ all: z.int(), filtered: z.int(), estimated: z.boolean() }),
});
export type ApiKeyListDto = z.infer<typeof ApiKeyListDto>;
