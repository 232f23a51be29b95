/**
 * UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then a counter and random bits. Ids made by one
 * generator rise strictly, also within a millisecond and when the clock steps back.
 */

export type RandomBytes = (length: number) => Uint8Array;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
/** Random bytes are fetched in blocks: one call into the system for each id would cost more than the id. */
const BLOCK_BYTES = 4096;
const RANDOM_BYTES_PER_ID = 10;

/** @param now Unix milliseconds. */
export function createUuidV7(now: () => number, randomBytes: RandomBytes): () => string {
  let lastMs = -1;
  let counter = 0;
  let block: Uint8Array = new Uint8Array(0);
  let used = 0;

  return () => {
    if (used + RANDOM_BYTES_PER_ID > block.length) {
      block = randomBytes(BLOCK_BYTES);
      used = 0;
    }
    const at = used;
    used += RANDOM_BYTES_PER_ID;
    const hex = (offset: number) => HEX[block[at + offset] ?? 0];

    const ms = now();
    if (ms > lastMs) {
      lastMs = ms;
      // The top bit stays clear, so that a full half of the counter is left within the millisecond.
      counter = (((block[at] ?? 0) << 8) | (block[at + 1] ?? 0)) & 0x7ff;
    } else {
      counter += 1;
      if (counter > 0xfff) {
        lastMs += 1;
        counter = 0;
      }
    }

    const time = lastMs.toString(16).padStart(12, "0");
    const variant = HEX[((block[at + 2] ?? 0) & 0x3f) | 0x80];
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, "0")}-${variant}${hex(3)}-${hex(4)}${hex(5)}${hex(6)}${hex(7)}${hex(8)}${hex(9)}`;
  };
}

/** The lowest UUID of a time: the bound of a partition, the start of a time range. @param ms Unix milliseconds. */
export function firstUuidAt(ms: number): string {
  const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}

/** Unix milliseconds inside a UUIDv7. */
export function uuidTime(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Lower-case UUID of any version, as the reference's path pattern has it. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
