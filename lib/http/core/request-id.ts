const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,127}$/;

/** The id that a caller gave its request, when it looks like one; it goes into logs, the audit log and answers. */
export function acceptableRequestId(header: string | null): string | undefined {
  return header !== null && ID.test(header) ? header : undefined;
}
