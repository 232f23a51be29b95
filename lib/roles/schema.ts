import { z } from "zod";
import { RESOURCES } from "#lib/auth/core/permissions.ts";
import { ROLE_NAME_CHARS_MAX, ROLE_STORES_MAX } from "./constants.ts";

const permission = z.strictObject({ resource: z.enum(RESOURCES), access: z.enum(["VIEW", "MODIFY"]) });

/** Body of create and of change: what its holders may do, and in which stores. */
export const RoleInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(ROLE_NAME_CHARS_MAX)
    .refine(
      (text) => text.isWellFormed() && !text.includes("\u0000"),
      "This value holds a character that no name has.",
    ),
  default: z.boolean().default(false),
  permissions: z.array(permission).max(RESOURCES.length * 2),
  /** Codes of stores. */
  stores: z.array(z.string().min(1).max(255)).max(ROLE_STORES_MAX),
});
export type RoleInput = z.input<typeof RoleInput>;

export const RoleDto = z.object({
  roleId: z.int(),
  name: z.string(),
  default: z.boolean(),
  /** Everything in every store, whatever else is listed. */
  master: z.boolean(),
  permissions: z.array(permission),
  stores: z.array(z.string()),
  administrators: z.int(),
});
export type RoleDto = z.infer<typeof RoleDto>;

const total = z.object({ all: z.int(), filtered: z.int(), estimated: z.boolean() });

export const RoleListDto = z.object({ items: z.array(RoleDto), total });
export type RoleListDto = z.infer<typeof RoleListDto>;

export const CreatedRoleDto = z.object({ roleId: z.int() });
export type CreatedRoleDto = z.infer<typeof CreatedRoleDto>;

/** What roles can name, as `/acl/resources` and `/acl/accesses` list it. */
export const NamedListDto = z.object({
  items: z.array(z.object({ code: z.string(), name: z.string() })),
  total,
});
export type NamedListDto = z.infer<typeof NamedListDto>;
