import { z } from "zod";

/** One line of the audit log; what there is nothing to tell of is left out. */
export const AuditEntryDto = z.object({
  auditLogId: z.uuid(),
  /** Left out for what concerns the whole installation. */
  store: z
    .object({
      storeId: z.uuid(),
      code: z.string(),
      currency: z.string(),
      name: z.string(),
      active: z.boolean(),
    })
    .optional(),
  eventType: z.string(),
  entityType: z.string(),
  entityId: z.string(),
  username: z.string().optional(),
  userId: z.uuid().optional(),
  userType: z.string(),
  ip: z.string().optional(),
  createdAt: z.string(),
  requestId: z.string().optional(),
  /** The permanent key that was used. */
  apiKey: z.object({ apiKeyId: z.uuid(), name: z.string() }).optional(),
  /** What was changed, as it was and as it became. Never a secret. */
  before: z.record(z.string(), z.unknown()).optional(),
  after: z.record(z.string(), z.unknown()).optional(),
});
export type AuditEntryDto = z.infer<typeof AuditEntryDto>;

export const AuditListDto = z.object({
  items: z.array(AuditEntryDto),
  total: z.object({ all: z.int(), filtered: z.int(), estimated: z.boolean() }),
});
export type AuditListDto = z.infer<typeof AuditListDto>;
