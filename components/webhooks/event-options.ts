import type { ComboboxOption } from "#components/ui/combobox-options.ts";
import type { EventChoice } from "#lib/webhooks/core/event-choice.ts";

/** @param legacy the webhook sends in the legacy format: events that have none are marked and cannot be added */
export function eventOptions(
  events: readonly EventChoice[],
  legacy: boolean,
  chosen: readonly string[],
): ComboboxOption[] {
  return events.map(({ name, title, category, description, example }) => {
    const isMissingForm = legacy && example.legacy === null;
    return {
      value: name,
      label: name,
      description: isMissingForm ? `No legacy form. ${description}` : description,
      group: category,
      keywords: [title],
      // What is already chosen can be taken away again.
      disabled: isMissingForm && !chosen.includes(name),
    };
  });
}
