"use client";

import { useTimeZone } from "#components/ui/use-clock.ts";

/** In which zone all times stand. */
export function TimeZoneNote() {
  const timeZone = useTimeZone();
  return (
    // Two lines, whether or not they are needed: the browser's zone has a longer name than the server's.
    <p className="min-h-8 break-words">
      Times in {timeZone.replaceAll("_", " ")}
      {timeZone !== "UTC" && "; hover for UTC"}
    </p>
  );
}
