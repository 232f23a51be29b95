/**
 * Milliseconds of the machine's monotonic clock. Unlike `performance.now()` it has the same origin in every process,
 * so that what one process sends and another receives can be compared.
 */
export function machineMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** What to add to `machineMs()` to have Unix milliseconds. */
export function unixOffsetMs(): number {
  return Date.now() - machineMs();
}
