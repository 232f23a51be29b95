/** Unix milliseconds of an ISO 8601 text that its schema has checked; without a zone: UTC. */
export function instantMs(text: string): number {
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(text);
  return Date.parse(hasZone ? text : `${text}Z`);
}
