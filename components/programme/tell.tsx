import { Link } from "#components/ui/link.tsx";
import { toast } from "#components/ui/toast.ts";
import type { Told, ToldEvent } from "#lib/loyalty/core/told.ts";

/** Long enough to read the events and follow one. */
const SHOWN_MS = 12_000;
const LISTED_MAX = 4;

/** Says what was done and what it published. The same events stand on the thing's own page. */
export function tell(title: string, told: Told<unknown> | undefined): void {
  const events = told?.events ?? [];
  toast.success(title, {
    duration: SHOWN_MS,
    description: <PublishedEvents events={events} mayOpen={told?.mayOpen ?? false} />,
  });
}

function PublishedEvents({ events, mayOpen }: { events: readonly ToldEvent[]; mayOpen: boolean }) {
  if (events.length === 0) return <p>Nothing changed that an event tells of.</p>;
  const rest = events.length - LISTED_MAX;
  return (
    <>
      <p>Published:</p>
      <ul className="mt-0.5 flex flex-col gap-0.5">
        {events.slice(0, LISTED_MAX).map((event) => (
          <li key={event.eventId} className="[overflow-wrap:anywhere]">
            {mayOpen ? (
              <Link
                href={`/events/${event.eventId}`}
                className="font-medium text-foreground underline decoration-border-strong underline-offset-3 hover:decoration-current"
              >
                {event.eventName}
              </Link>
            ) : (
              <span className="font-medium text-foreground">{event.eventName}</span>
            )}{" "}
            <span className="whitespace-nowrap tabular">→ {deliveryWords(event.deliveries)}</span>
          </li>
        ))}
        {rest > 0 && <li>and {rest.toLocaleString("en")} more</li>}
      </ul>
    </>
  );
}

function deliveryWords(count: number): string {
  if (count === 0) return "no webhook";
  return `${count.toLocaleString("en")} ${count === 1 ? "delivery" : "deliveries"}`;
}
