"use client";

import { cn } from "./cn.ts";
import { formatDate, formatDateTime, formatRelative, type TimePrecision } from "./time-format.ts";
import { Hint } from "./tooltip.tsx";
import { useClock, useTimeZone } from "./use-clock.ts";

type TimeProps = {
  /** An instant: a Date, ISO text with a zone, or milliseconds since 1970. */
  value: Date | string | number;
  /** `relative`: "5 min ago"; `datetime`: in the reader's zone; `date`: the day in the reader's zone. */
  format?: "relative" | "datetime" | "date";
  precision?: TimePrecision;
  /** Shown instead of the time, as a countdown would be; hovering tells the time all the same. */
  text?: string;
  className?: string;
};

/**
 * A point in time; hover tells the reader's zone and UTC. The server renders UTC, and what is relative by its own
 * clock, so that nothing moves when the browser takes over.
 */
export function Time({
  value,
  format = "relative",
  precision = "minute",
  text: ownText,
  className,
}: TimeProps) {
  const date = new Date(value);
  const timeZone = useTimeZone();
  const isValid = !Number.isNaN(date.getTime());
  const ticking = useClock((nowMs) => formatRelative(date, nowMs));
  const relative = ticking ?? (isValid ? formatRelative(date, Date.now()) : "");
  if (!isValid) return <span className={className}>–</span>;

  const formatted =
    format === "date"
      ? formatDate(date, timeZone)
      : format === "datetime"
        ? formatDateTime(date, timeZone, precision)
        : relative;

  return (
    <Hint
      content={
        <TimeDetails date={date} timeZone={timeZone} relative={format === "relative" ? null : relative} />
      }
    >
      {/* The clocks of server and browser may differ by a moment. */}
      <time
        suppressHydrationWarning
        dateTime={date.toISOString()}
        className={cn("whitespace-nowrap tabular", className)}
      >
        {ownText ?? formatted}
      </time>
    </Hint>
  );
}

function TimeDetails({
  date,
  timeZone,
  relative,
}: {
  date: Date;
  timeZone: string;
  relative: string | null;
}) {
  return (
    <span className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 tabular">
      <TooltipLine name={timeZone} text={formatDateTime(date, timeZone, "second")} />
      {timeZone !== "UTC" && <TooltipLine name="UTC" text={formatDateTime(date, "UTC", "second")} />}
      {relative !== null && <TooltipLine name="Relative" text={relative} />}
    </span>
  );
}

function TooltipLine({ name, text }: { name: string; text: string }) {
  return (
    <>
      <span className="opacity-75">{name}</span>
      <span className="text-right">{text}</span>
    </>
  );
}
