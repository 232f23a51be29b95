"use client";

import { cn } from "#components/ui/cn.ts";
import { Link } from "#components/ui/link.tsx";
import { RANGE_LABELS, TRAFFIC_RANGES, type TrafficRange } from "#lib/statistics/core/range.ts";

type RangeSwitchProps = {
  current: TrafficRange;
  /** The page whose address keeps the range as `range`. */
  href: string;
};

/** Links, so that a range can be shared, opened in another window and gone back from. */
export function RangeSwitch({ current, href }: RangeSwitchProps) {
  return (
    <nav aria-label="Time range" className="flex rounded-md border bg-surface p-0.5">
      {TRAFFIC_RANGES.map((range) => (
        <Link
          key={range}
          href={range === "24h" ? href : `${href}?range=${range}`}
          scroll={false}
          aria-current={range === current ? "true" : undefined}
          className={cn(
            "inline-flex h-6 items-center rounded-sm px-2.5 text-xs text-muted hover:text-foreground",
            range === current && "bg-hover font-medium text-foreground",
          )}
        >
          {RANGE_LABELS[range]}
        </Link>
      ))}
    </nav>
  );
}
