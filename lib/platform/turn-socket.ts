import { Socket } from "node:net";

/**
 * Sends all statements of one turn of the event loop by one system call, which is most of what sending costs. The
 * database client corks its socket around the parts of each statement; this one stays corked until the turn is over.
 */
export class TurnSocket extends Socket {
  #isHeld = false;

  override cork(): void {
    super.cork();
    if (this.#isHeld) return;
    this.#isHeld = true;
    super.cork();
    process.nextTick(() => {
      this.#isHeld = false;
      this.uncork();
    });
  }
}
