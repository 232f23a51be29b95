/**
 * Arrays of PostgreSQL in its binary format, which is how the driver sends a Buffer. Thousands of values a second
 * go to the database this way: as text, each would be quoted here and parsed there.
 * Formats: PostgreSQL's `array_recv`, and the `*_recv` functions of the types.
 */

/** Object ids of types, the same in every database (pg_type). */
const OIDS = {
  uuid: 2950,
  text: 25,
  bytea: 17,
  bool: 16,
  int2: 21,
  int8: 20,
  float4: 700,
  float8: 701,
  timestamptz: 1184,
  tid: 27,
} as const;

export type ArrayType = keyof typeof OIDS;

const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;
/** UTF-8 has at most so many for each unit of a string. */
const BYTES_PER_UNIT_MAX = 3;
/** 2000-01-01, from which PostgreSQL counts microseconds. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const TWO_TO_THE_32 = 0x1_0000_0000;

/** A one-dimensional array that is filled value by value, with the method of its own type or with null. */
export class BinaryArray {
  #bytes: Buffer;
  #end = HEADER_BYTES;
  #count = 0;
  #hasNull = 0;

  /** @param expected how many values there will be: room for so many is made at once */
  constructor(type: ArrayType, expected: number) {
    this.#bytes = Buffer.allocUnsafe(HEADER_BYTES + expected * 20);
    this.#bytes.writeInt32BE(OIDS[type], 8);
  }

  /** What to hand to the driver. Nothing may be added after it. */
  finish(): Buffer {
    this.#bytes.writeInt32BE(1, 0);
    this.#bytes.writeInt32BE(this.#hasNull, 4);
    this.#bytes.writeInt32BE(this.#count, 12);
    this.#bytes.writeInt32BE(1, 16);
    return this.#bytes.subarray(0, this.#end);
  }

  null(): void {
    this.#room(0);
    this.#hasNull = 1;
    this.#bytes.writeInt32BE(NULL_LENGTH, this.#end);
    this.#end += LENGTH_BYTES;
  }

  /** @param uuid with hyphens */
  uuid(uuid: string): void {
    let to = this.#fixed(16);
    const bytes = this.#bytes;
    for (let from = 0; from < 36; from += 2) {
      if (uuid.charCodeAt(from) === HYPHEN) from += 1;
      bytes[to] = (hexDigit(uuid.charCodeAt(from)) << 4) | hexDigit(uuid.charCodeAt(from + 1));
      to += 1;
    }
  }

  text(text: string | null): void {
    if (text === null) {
      this.null();
      return;
    }
    this.#room(text.length * BYTES_PER_UNIT_MAX);
    const length = this.#bytes.write(text, this.#end + LENGTH_BYTES);
    this.#bytes.writeInt32BE(length, this.#end);
    this.#end += LENGTH_BYTES + length;
  }

  bytea(bytes: Buffer | null): void {
    if (bytes === null) {
      this.null();
      return;
    }
    const at = this.#fixed(bytes.length);
    this.#bytes.set(bytes, at);
  }

  bool(is: boolean): void {
    const at = this.#fixed(1);
    this.#bytes[at] = is ? 1 : 0;
  }

  int2(value: number | null): void {
    if (value === null) {
      this.null();
      return;
    }
    const at = this.#fixed(2);
    this.#bytes.writeInt16BE(value, at);
  }

  /** @param value a safe integer */
  int8(value: number): void {
    const at = this.#fixed(8);
    const high = Math.floor(value / TWO_TO_THE_32);
    this.#bytes.writeInt32BE(high, at);
    this.#bytes.writeUInt32BE(value - high * TWO_TO_THE_32, at + 4);
  }

  float4(value: number | null): void {
    if (value === null) {
      this.null();
      return;
    }
    const at = this.#fixed(4);
    this.#bytes.writeFloatBE(value, at);
  }

  float8(value: number | null): void {
    if (value === null) {
      this.null();
      return;
    }
    const at = this.#fixed(8);
    this.#bytes.writeDoubleBE(value, at);
  }

  timestamptz(unixMs: number): void {
    this.int8(Math.round((unixMs - POSTGRES_EPOCH_MS) * 1_000));
  }

  /** @param tid the text of a ctid: `(block,offset)` */
  tid(tid: string): void {
    const at = this.#fixed(6);
    const comma = tid.indexOf(",");
    this.#bytes.writeUInt32BE(Number(tid.slice(1, comma)), at);
    this.#bytes.writeUInt16BE(Number(tid.slice(comma + 1, -1)), at + 4);
  }

  /** Begins a value of a known length; answers with where its bytes go. */
  #fixed(length: number): number {
    this.#room(length);
    this.#bytes.writeInt32BE(length, this.#end);
    const at = this.#end + LENGTH_BYTES;
    this.#end = at + length;
    return at;
  }

  /** One more value, of so many bytes at the most. */
  #room(length: number): void {
    this.#count += 1;
    const needed = this.#end + LENGTH_BYTES + length;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}

/** @param uuids with hyphens */
export function uuidArray(uuids: readonly string[]): Buffer {
  const array = new BinaryArray("uuid", uuids.length);
  for (const uuid of uuids) array.uuid(uuid);
  return array.finish();
}

export function textArray(texts: readonly (string | null)[]): Buffer {
  const array = new BinaryArray("text", texts.length);
  for (const text of texts) array.text(text);
  return array.finish();
}

export function timestamptzArray(instants: readonly Date[]): Buffer {
  const array = new BinaryArray("timestamptz", instants.length);
  for (const instant of instants) array.timestamptz(instant.getTime());
  return array.finish();
}

const HYPHEN = 0x2d;

function hexDigit(code: number): number {
  // "0" to "9" are 0x30 to 0x39, "a" to "f" 0x61 to 0x66, and capitals 0x20 before these.
  return code < 0x40 ? code - 0x30 : (code | 0x20) - 0x57;
}
