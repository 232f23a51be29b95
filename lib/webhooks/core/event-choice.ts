import type { MageEvent } from "#lib/catalogue/mage-events.ts";

/** An event as a filter offers it. */
export type EventOption = {
  name: string;
  title: string;
  /** The category's title. */
  category: string;
};

/** An event with all that a form tells about it. */
export type EventChoice = EventOption & {
  description: string;
  /** Bodies of an example, as they would be sent; `legacy` is null where no legacy form is known. */
  example: { v5: string; legacy: string | null; mage: readonly { event: MageEvent; body: string }[] };
};

/** What the chosen events can be in Mage's terms, in the order of the choice. */
export function mageEventsAmong(events: readonly EventChoice[], eventNames: readonly string[]): MageEvent[] {
  const chosen = events.filter(({ name }) => eventNames.includes(name));
  return [...new Set(chosen.flatMap(({ example }) => example.mage.map(({ event }) => event)))];
}
