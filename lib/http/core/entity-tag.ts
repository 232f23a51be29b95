/** The version of a resource as an ETag. */
export function entityTag(version: number | string): string {
  return `"${version}"`;
}

/** What an If-Match header asks for: a version, anything (null), or something that no version of ours looks like. */
export function parseIfMatch(header: string | null): { ok: true; version: string | null } | { ok: false } {
  if (header === null || header.trim() === "*") return { ok: true, version: null };
  const [, version] = /^\s*"([\w-]{1,64})"\s*$/.exec(header) ?? [];
  return version === undefined ? { ok: false } : { ok: true, version };
}
