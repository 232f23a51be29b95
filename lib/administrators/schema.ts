import { z } from "zod";
import { NewAdministrator } from "#lib/auth/schema.ts";
import { ACCESS_LEVELS } from "./constants.ts";

const email = z.email({ error: "This value should be an e-mail address." }).max(255);
const { username, password } = NewAdministrator.shape;

export const AccessInput = z.strictObject({
  access: z.enum(ACCESS_LEVELS),
  /** Of a manager or viewer. */
  storeCode: z.string().max(255).nullish(),
});
export type AccessInput = z.infer<typeof AccessInput>;

export const NewInvitation = z.strictObject({ username, email: email.nullish(), ...AccessInput.shape });
export type NewInvitation = z.infer<typeof NewInvitation>;

export const InvitationAcceptance = z.strictObject({ token: z.string().max(256), password });
export type InvitationAcceptance = z.infer<typeof InvitationAcceptance>;

const personName = z
  .string()
  .trim()
  .max(255)
  .refine(
    (text) => text.isWellFormed() && !text.includes("\u0000"),
    "This value holds a character that no name has.",
  );

/** An empty text is none. */
export const ProfileInput = z.strictObject({
  firstName: personName,
  lastName: personName,
  email: z.union([z.literal(""), email]),
});
export type ProfileInput = z.infer<typeof ProfileInput>;

export const PasswordChange = z.strictObject({
  currentPassword: z.string().min(1, "Enter your present password."),
  password,
});
export type PasswordChange = z.infer<typeof PasswordChange>;

export type RoleSummary = { name: string; isMaster: boolean; storeCodes: readonly string[] };

export type AdministratorDto = {
  administratorId: string;
  username: string;
  email: string | null;
  name: string | null;
  isActive: boolean;
  roles: readonly RoleSummary[];
  createdAt: string;
};

export type InvitationDto = {
  invitationId: string;
  username: string;
  access: string;
  storeCode: string | null;
  createdBy: string;
  expiresAt: string;
};

/** The link is in this answer and in no other. */
export type CreatedInvitationDto = { invitationId: string; link: string; expiresAt: string };

export type ProfileDto = { username: string; firstName: string; lastName: string; email: string };
