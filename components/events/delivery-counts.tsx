import { StatusDot } from "#components/ui/status.tsx";
import type { Tone } from "#components/ui/tones.ts";
import type { EventRow } from "#lib/events/schema.ts";

type Counts = EventRow["deliveries"];

const KINDS: readonly { state: keyof Counts; words: string; tone: Tone }[] = [
  { state: "succeeded", words: "delivered", tone: "success" },
  { state: "pending", words: "waiting", tone: "accent" },
  { state: "exhausted", words: "failed", tone: "danger" },
  { state: "cancelled", words: "cancelled", tone: "neutral" },
];

/** What became of an event: how many deliveries are in which state. */
export function DeliveryCounts({ counts }: { counts: Counts }) {
  const shown = KINDS.filter(({ state }) => counts[state] > 0);
  if (shown.length === 0) return <span className="text-muted">To no webhook</span>;
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-0.5 leading-4">
      {shown.map(({ state, words, tone }) => (
        <span key={state} className="inline-flex items-center gap-1.5 whitespace-nowrap tabular">
          <StatusDot tone={tone} className="size-1.5 [&>span]:size-1.5" />
          {counts[state].toLocaleString("en")} {words}
        </span>
      ))}
    </span>
  );
}
