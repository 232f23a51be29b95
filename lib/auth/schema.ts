import { z } from "zod";

export const USERNAME_CHARS_MAX = 255;
export const PASSWORD_CHARS_MIN = 8;
/** Longer ones are refused at once, so that nobody pays for hashing a megabyte. */
export const PASSWORD_CHARS_MAX = 1024;

/** What somebody who signs in has typed. Whether it is right is decided elsewhere. */
export const CredentialsInput = z.object({
  username: z.string().min(1, "Enter your user name."),
  password: z.string().min(1, "Enter your password."),
});
export type CredentialsInput = z.infer<typeof CredentialsInput>;

export const NewAdministrator = z.strictObject({
  username: z
    .string()
    .min(1, { error: "The user name is missing.", abort: true })
    .max(USERNAME_CHARS_MAX, `The user name has more than ${USERNAME_CHARS_MAX} characters.`)
    .regex(/^[\x21-\x7e\u00a1-\u{10ffff}]+$/u, "The user name holds a space or a control character."),
  password: z
    .string()
    .min(PASSWORD_CHARS_MIN, `The password has fewer than ${PASSWORD_CHARS_MIN} characters.`)
    .max(PASSWORD_CHARS_MAX, `The password has more than ${PASSWORD_CHARS_MAX} characters.`),
});
export type NewAdministrator = z.infer<typeof NewAdministrator>;

export const RefreshInput = z.object({ refresh_token: z.string().min(1) });

/** The wire's own names. */
export const TokensDto = z.object({ token: z.string(), refresh_token: z.string() });

/** RFC 7517. */
export const JwksDto = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });
