/**
 * Messages by which a prepared statement is sent to PostgreSQL, several of them in one buffer.
 * Formats: PostgreSQL's "Frontend/Backend Protocol", Parse, Bind, Describe, Execute and Sync.
 */

const BIND = 0x42;
const DESCRIBE = 0x44;
const EXECUTE = 0x45;
const PARSE = 0x50;
const SYNC = 0x53;
/** What is described. */
const PORTAL = 0x50;

const FORMAT_BINARY = 1;
const FORMAT_BYTES = 2;
const NULL_LENGTH = -1;
const LENGTH_BYTES = 4;
/** UTF-8 has at most so many for each unit of a string. */
const BYTES_PER_UNIT_MAX = 3;
const KEPT_BYTES = 65_536;

/** Used again by each of them: what is handed out is a copy. */
const kept = Buffer.allocUnsafe(KEPT_BYTES);

export class StatementMessages {
  #bytes = kept;
  #end = 0;

  parse(name: string, text: string): void {
    const start = this.#begin(PARSE);
    this.#zeroTerminated(name);
    this.#zeroTerminated(text);
    this.#int16(0);
    this.#finish(start);
  }

  /**
   * A value that cannot be sent throws, and leaves what was written before as it is.
   * @param values as `parameterOf` takes them
   */
  bind(name: string, values: readonly unknown[]): void {
    const before = this.#end;
    try {
      const start = this.#begin(BIND);
      // The unnamed portal.
      this.#zeroTerminated("");
      this.#zeroTerminated(name);
      this.#int16(values.length);
      const formats = this.#end;
      this.#room(values.length * FORMAT_BYTES);
      this.#bytes.fill(0, formats, formats + values.length * FORMAT_BYTES);
      this.#end += values.length * FORMAT_BYTES;
      this.#int16(values.length);
      for (const [index, value] of values.entries()) {
        const isBinary = this.#value(parameterOf(value));
        if (isBinary) this.#bytes[formats + index * FORMAT_BYTES + 1] = FORMAT_BINARY;
      }
      // All results as text.
      this.#int16(0);
      this.#finish(start);
    } catch (error) {
      this.#end = before;
      throw error;
    }
  }

  describe(): void {
    const start = this.#begin(DESCRIBE);
    this.#room(1);
    this.#bytes[this.#end] = PORTAL;
    this.#end += 1;
    this.#zeroTerminated("");
    this.#finish(start);
  }

  execute(): void {
    const start = this.#begin(EXECUTE);
    this.#zeroTerminated("");
    // As many rows as there are.
    this.#int32(0);
    this.#finish(start);
  }

  sync(): void {
    this.#finish(this.#begin(SYNC));
  }

  /** All that was written, once. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#end));
    this.#end = 0;
    return taken;
  }

  /** True when the value is bytes. */
  #value(value: string | Uint8Array | null): boolean {
    if (value === null) {
      this.#int32(NULL_LENGTH);
      return false;
    }
    if (typeof value === "string") {
      this.#room(LENGTH_BYTES + value.length * BYTES_PER_UNIT_MAX);
      const length = this.#bytes.write(value, this.#end + LENGTH_BYTES);
      this.#bytes.writeInt32BE(length, this.#end);
      this.#end += LENGTH_BYTES + length;
      return false;
    }
    this.#int32(value.length);
    this.#room(value.length);
    this.#bytes.set(value, this.#end);
    this.#end += value.length;
    return true;
  }

  #begin(code: number): number {
    this.#room(1 + LENGTH_BYTES);
    this.#bytes[this.#end] = code;
    this.#end += 1 + LENGTH_BYTES;
    return this.#end;
  }

  /** The length counts itself. */
  #finish(start: number): void {
    this.#bytes.writeInt32BE(this.#end - start + LENGTH_BYTES, start - LENGTH_BYTES);
  }

  #zeroTerminated(text: string): void {
    this.#room(text.length * BYTES_PER_UNIT_MAX + 1);
    this.#end += this.#bytes.write(text, this.#end);
    this.#bytes[this.#end] = 0;
    this.#end += 1;
  }

  #int16(value: number): void {
    this.#room(2);
    this.#end = this.#bytes.writeUInt16BE(value, this.#end);
  }

  #int32(value: number): void {
    this.#room(LENGTH_BYTES);
    this.#end = this.#bytes.writeInt32BE(value, this.#end);
  }

  #room(length: number): void {
    const needed = this.#end + length;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}

/** A value as it is sent: its text, or its bytes, which are in PostgreSQL's binary format. */
export function parameterOf(value: unknown): string | Uint8Array | null {
  switch (typeof value) {
    case "string":
      return value;
    case "undefined":
      return null;
    case "object":
      if (value === null || value instanceof Uint8Array) return value;
      if (value instanceof Date) return instantText(value);
      return Array.isArray(value) ? arrayText(value) : JSON.stringify(value);
    default:
      return String(value);
  }
}

/** PostgreSQL writes years beyond 9999 without a sign. */
function instantText(instant: Date): string {
  return instant.toISOString().replace(/^\+0*/, "");
}

function arrayText(values: readonly unknown[]): string {
  let text = "{";
  for (const [index, value] of values.entries()) {
    if (index > 0) text += ",";
    text += Array.isArray(value) ? arrayText(value) : elementText(parameterOf(value));
  }
  return `${text}}`;
}

function elementText(element: string | Uint8Array | null): string {
  if (element === null) return "NULL";
  if (typeof element !== "string") return `"\\\\x${Buffer.from(element).toString("hex")}"`;
  return `"${/["\\]/.test(element) ? element.replace(/["\\]/g, "\\$&") : element}"`;
}
