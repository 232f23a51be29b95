import type { Tone } from "#components/ui/tones.ts";

export type ChartSeries = { id: string; label: string; tone: Tone };

/** A step of time; a series without a value has a gap there. */
export type ChartPoint = { startMs: number; values: Readonly<Record<string, number | null>> };

export type TimeChartData = {
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  stepMs: number;
  /** `bars` are stacked: parts of a whole. `lines` are read one by one. */
  kind: "bars" | "lines";
  /** A value as people read it: in the table, in the hover and at the axis. */
  format: (value: number) => string;
  /** The lower end of the axis; 0 without it. */
  min?: number;
  /** The upper end of the axis; without it that of the values. */
  max?: number;
};

/** A colour of the theme for strokes and areas. */
export const toneColour: Record<Tone, string> = {
  neutral: "var(--control)",
  accent: "var(--accent)",
  success: "var(--success)",
  warning: "var(--warning)",
  danger: "var(--danger)",
};
