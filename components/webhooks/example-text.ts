import type { BodyFormat } from "#lib/webhooks/constants.ts";
import type { EventChoice } from "#lib/webhooks/core/event-choice.ts";

/** "v5", "legacy", or the name of one of Mage's events. */
export type ExampleForm = { form: string; label: string; text: string };

export type Example = {
  eventName: string;
  /** Of this event, in each format that has it; the texts are indented for reading. */
  forms: readonly ExampleForm[];
  /** The one that the webhook is sent; null where the event has no form in its format. */
  sent: string | null;
};

/**
 * The example that stands beside the form; null while no event is chosen.
 * @param format of the webhook
 * @param asked the event to show if it is among those chosen; the first one otherwise
 */
export function exampleOf(
  events: readonly EventChoice[],
  chosen: readonly string[],
  { format, mageEvents }: { format: BodyFormat; mageEvents: readonly string[] },
  asked: string | null,
): Example | null {
  const eventName = asked !== null && chosen.includes(asked) ? asked : chosen[0];
  const event = events.find(({ name }) => name === eventName);
  if (event === undefined) return null;
  const { v5, legacy: legacyBody, mage } = event.example;
  const sentForm = () => {
    if (format === "v5") return "v5";
    if (format === "legacy") return legacyBody === null ? null : "legacy";
    return (mage.find(({ event: name }) => mageEvents.includes(name)) ?? mage[0])?.event ?? null;
  };
  const form = (name: string, label: string, body: string): ExampleForm => ({
    form: name,
    label,
    text: JSON.stringify(JSON.parse(body), null, 2),
  });
  return {
    eventName: event.name,
    forms: [
      form("v5", "v5", v5),
      ...(legacyBody === null ? [] : [form("legacy", "Legacy", legacyBody)]),
      ...mage.map(({ event: name, body }) => form(name, `Mage ${name}`, body)),
    ],
    sent: sentForm(),
  };
}
