/** The version of a resource as an ETag. */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/** What an If-Match header asks for: a version, anything (null), or something that no version of ours looks like. */
export function parseIfMatch(header: string | null): { ok: true; version: number | null } | { ok: false } {
  if (header === null || header.trim() === "*") return { ok: true, version: null };
  const [, digits] = /^\s*"(\d{1,9})"\s*$/.exec(header) ?? [];
  return digits === undefined ? { ok: false } : { ok: true, version: Number(digits) };
}
