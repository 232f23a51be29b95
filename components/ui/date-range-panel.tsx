"use client";

import { useState } from "react";
import { Calendar } from "./calendar.tsx";
import { cn } from "./cn.ts";
import { type DateRange, type DateRangePreset, daysToRange, lastInstant, pastPresets } from "./date-range.ts";

type DateRangePanelProps = {
  value: DateRange | null;
  onValueChange: (value: DateRange | null) => void;
  /** Called instead of `onValueChange` for a preset, which is a complete answer. */
  onPreset?: (value: DateRange) => void;
  presets?: readonly DateRangePreset[];
};

/** Presets beside a calendar; whole days in the reader's zone. */
export function DateRangePanel({
  value,
  onValueChange,
  onPreset = onValueChange,
  presets = pastPresets,
}: DateRangePanelProps) {
  const [firstDay, setFirstDay] = useState<Date | null>(null);
  const from = firstDay ?? value?.from ?? undefined;
  const to = firstDay ? undefined : value ? (lastInstant(value) ?? undefined) : undefined;

  const pick = (day: Date) => {
    if (!firstDay) {
      setFirstDay(day);
      onValueChange(daysToRange(day, day));
      return;
    }
    setFirstDay(null);
    onValueChange(day < firstDay ? daysToRange(day, firstDay) : daysToRange(firstDay, day));
  };

  return (
    <div data-slot="date-range-panel" className="flex max-sm:flex-col">
      <ul className="flex shrink-0 flex-wrap gap-0.5 p-1.5 max-sm:border-b sm:w-36 sm:flex-col sm:border-r">
        {presets.map((preset) => (
          <li key={preset.id}>
            <button
              type="button"
              onClick={() => {
                setFirstDay(null);
                onPreset(preset.range(new Date()));
              }}
              className={cn(
                "h-7 w-full rounded-sm px-2 text-left text-sm whitespace-nowrap text-foreground hover:bg-hover",
              )}
            >
              {preset.label}
            </button>
          </li>
        ))}
      </ul>
      <div className="p-2.5">
        <Calendar
          mode="range"
          selected={{ from, to: to ?? from }}
          defaultMonth={from ?? to}
          onDayClick={(day) => pick(day)}
        />
        <p aria-live="polite" className="px-2 pt-1.5 text-xs text-muted">
          {firstDay ? "Choose the last day, or apply one day." : "Whole days in your time zone."}
        </p>
      </div>
    </div>
  );
}
