import type { ComboboxOption } from "#components/ui/combobox-options.ts";
import type { BodyFormat } from "#lib/webhooks/constants.ts";
import type { EventChoice } from "#lib/webhooks/core/event-choice.ts";

/** @param format of the webhook: events that have no such form are marked and cannot be added */
export function eventOptions(
  events: readonly EventChoice[],
  format: BodyFormat,
  chosen: readonly string[],
): ComboboxOption[] {
  return events.map(({ name, title, category, description, example }) => {
    const missing = missingForm(format, example);
    return {
      value: name,
      label: name,
      description: missing === null ? description : `${missing} ${description}`,
      group: category,
      keywords: [title],
      // What is already chosen can be taken away again.
      disabled: missing !== null && !chosen.includes(name),
    };
  });
}

function missingForm(format: BodyFormat, { legacy, mage }: EventChoice["example"]): string | null {
  if (format === "legacy" && legacy === null) return "No legacy form.";
  return format === "mage" && mage.length === 0 ? "None of Mage’s events." : null;
}
