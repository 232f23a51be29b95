import { hash, verify } from "@node-rs/argon2";
import { PASSWORD_CHARS_MAX } from "./schema.ts";

/** argon2id (the library's default algorithm) with the parameters of OWASP's password storage cheat sheet. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Made with the same parameters from random bytes that were thrown away: no password fits it. */
const HASH_OF_NOBODY =
  "$argon2id$v=19$m=19456,t=2,p=1$cYleoVGi9a6qhCFZsyR8/w$nDfsTF1nyJm3Yt64zYkrHpiTtaHmjS0TkdaugPsFEcQ";

export function hashPassword(text: string): Promise<string> {
  return hash(text, PARAMETERS);
}

/**
 * @param passwordHash null for a user who does not exist: the answer is false and takes as long as for one who
 *   does, so that time does not tell which user names there are.
 */
export async function verifyPassword(passwordHash: string | null, text: string): Promise<boolean> {
  if (text.length > PASSWORD_CHARS_MAX) return false;
  try {
    return (await verify(passwordHash ?? HASH_OF_NOBODY, text)) && passwordHash !== null;
  } catch {
    // What is stored is no hash (an administrator who may not use a password): as slow as a wrong password.
    await verify(HASH_OF_NOBODY, text);
    return false;
  }
}
