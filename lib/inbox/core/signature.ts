/** The `v1` signatures of a `webhook-signature` header. */
function signaturesIn(header: string): string[] {
  return header.split(" ").filter((part) => part.startsWith("v1,"));
}

/** Whether one of the signatures that came is one of those expected. */
export function holdsSignature(given: string, expected: string): boolean {
  const wanted = new Set(signaturesIn(expected));
  return signaturesIn(given).some((signature) => wanted.has(signature));
}
