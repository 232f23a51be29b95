/** The time ranges that the form offers. */
export const RANGE_PRESETS = [
  { value: "1", label: "Last hour" },
  { value: "8", label: "Last 8 hours" },
  { value: "24", label: "Last 24 hours" },
  { value: "72", label: "Last 3 days" },
  { value: "168", label: "Last 7 days" },
  { value: "custom", label: "Custom range…" },
] as const;

export type RangePreset = (typeof RANGE_PRESETS)[number]["value"];

export type RangeChoice = { preset: RangePreset; from: Date | null; to: Date | null };

export type RangeOrProblem =
  | { ok: true; from: string; to: string }
  | { ok: false; field: "from" | "to"; message: string };

/** The range that was chosen, as it is now. */
export function rangeOf({ preset, from, to }: RangeChoice, nowMs: number): RangeOrProblem {
  if (preset !== "custom") {
    const fromMs = nowMs - Number(preset) * 3_600_000;
    return { ok: true, from: new Date(fromMs).toISOString(), to: new Date(nowMs).toISOString() };
  }
  if (from === null) return { ok: false, field: "from", message: "Enter the start of the range." };
  if (to === null) return { ok: false, field: "to", message: "Enter the end of the range." };
  if (to <= from) return { ok: false, field: "to", message: "The end should be later than the start." };
  return { ok: true, from: from.toISOString(), to: to.toISOString() };
}
