import { syncBuiltinESMExports } from "node:module";
import os from "node:os";

/**
 * Loaded before a worker's own code, in tests of faults only: makes the world around the process misbehave.
 * `FAULT_HOSTNAME` names the machine.
 * Messages: `{ stallMs }` stops the event loop, `{ clockOffsetMs }` steps the wall clock.
 */

const hostname = process.env.FAULT_HOSTNAME;
if (hostname !== undefined) os.hostname = () => hostname;

syncBuiltinESMExports();

const RealDate = Date;
let clockOffsetMs = 0;
class SteppedDate extends RealDate {
  constructor(...args: unknown[]) {
    // Without arguments: now. Everything else means what it always means.
    super(...((args.length === 0 ? [SteppedDate.now()] : args) as [number]));
  }
  static override now(): number {
    return RealDate.now() + clockOffsetMs;
  }
}
globalThis.Date = SteppedDate as unknown as DateConstructor;

process.on("message", (message: { stallMs?: number; clockOffsetMs?: number }) => {
  if (message.clockOffsetMs !== undefined) clockOffsetMs = message.clockOffsetMs;
  if (message.stallMs !== undefined) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, message.stallMs);
  }
});
