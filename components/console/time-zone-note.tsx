"use client";

import { useTimeZone } from "#components/ui/use-clock.ts";

/** In which zone all times stand. */
export function TimeZoneNote() {
  const timeZone = useTimeZone();
  return (
    <p className="break-words">
      Times in {timeZone.replaceAll("_", " ")}
      {timeZone !== "UTC" && "; hover for UTC"}
    </p>
  );
}
