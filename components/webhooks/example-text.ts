import type { EventChoice } from "#lib/webhooks/core/event-choice.ts";

export type Example = {
  eventName: string;
  /** Indented for reading; null where the event has no legacy form. */
  text: string | null;
};

/**
 * The example that stands beside the form; null while no event is chosen.
 * @param asked the event to show if it is among those chosen; the first one otherwise
 */
export function exampleOf(
  events: readonly EventChoice[],
  chosen: readonly string[],
  legacy: boolean,
  asked: string | null,
): Example | null {
  const eventName = asked !== null && chosen.includes(asked) ? asked : chosen[0];
  const event = events.find(({ name }) => name === eventName);
  if (event === undefined) return null;
  const body = legacy ? event.example.legacy : event.example.v5;
  return { eventName: event.name, text: body === null ? null : JSON.stringify(JSON.parse(body), null, 2) };
}
