import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** What processes cost, as the system says. Linux only; elsewhere every figure is NaN. */

const TICK_MS = 1000 / ticksPerSecond();

function ticksPerSecond(): number {
  try {
    return Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
  } catch {
    return Number.NaN;
  }
}

/** Processor time of a process and all its descendants so far, in milliseconds. */
export function cpuMs(pid: number): number {
  try {
    let ticks = 0;
    for (const member of family(pid)) {
      // User and system time, then those of children that have ended, which their parent counts.
      for (const field of statFields(member).slice(11, 15)) ticks += Number(field);
    }
    return ticks * TICK_MS;
  } catch {
    return Number.NaN;
  }
}

/** Resident memory in MB: now, and the most it ever was. */
export function memoryMb(pid: number): { now: number; peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const mb = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? "NaN") / 1024;
    return { now: mb("VmRSS"), peak: mb("VmHWM") };
  } catch {
    return { now: Number.NaN, peak: Number.NaN };
  }
}

function statFields(pid: number | string): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function family(pid: number): number[] {
  const childrenOf = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(statFields(name)[1]);
      childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended meanwhile.
    }
  }
  const found = [pid];
  for (const member of found) found.push(...(childrenOf.get(member) ?? []));
  return found;
}
