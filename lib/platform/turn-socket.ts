import { Socket } from "node:net";

type Done = (error?: Error | null) => void;

/**
 * Sends all that is written in one turn of the event loop by one system call, which is most of what sending a statement
 * costs: each wakes the other side.
 */
export class TurnSocket extends Socket {
  #isHeld = false;

  override write(chunk: Uint8Array | string, encoding?: BufferEncoding | Done, done?: Done): boolean {
    this.#hold();
    return typeof encoding === "string"
      ? super.write(chunk, encoding, done)
      : super.write(chunk, encoding ?? done);
  }

  #hold(): void {
    if (this.#isHeld) return;
    this.#isHeld = true;
    this.cork();
    process.nextTick(() => {
      this.#isHeld = false;
      this.uncork();
    });
  }
}
