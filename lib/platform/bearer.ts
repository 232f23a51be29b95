import { createHash, timingSafeEqual } from "node:crypto";

/** The token of an `Authorization: Bearer …` header. */
export function bearerOf(authorization: string | null | undefined): string | undefined {
  return /^Bearer[ \t]+(\S+)[ \t]*$/i.exec(authorization ?? "")?.[1];
}

/** Takes the same time wherever two tokens differ. */
export function isSameToken(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
