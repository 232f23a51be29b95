import { fieldWords } from "#components/audit/audit-words.ts";

/** What entries of the audit log say of a webhook. An event type that is not listed is shown as it is. */
const WORDS: Readonly<Record<string, string>> = {
  "webhook.created": "Added the webhook",
  "webhook.changed": "Changed the settings",
  "webhook.deleted": "Deleted the webhook",
  "webhook.paused": "Paused it",
  "webhook.resumed": "Resumed it",
  "webhook.enabled": "Resumed it after it was disabled",
  "webhook.disabled": "Disabled it",
  "webhook.breaker_opened": "Stopped sending for a while after many failures",
  "webhook.deliveries_expired": "Gave up deliveries past the retention",
  "webhook.secret_rotated": "Rotated the secret",
  "webhook.secret_expired": "Expired a secret",
  "webhook.test_sent": "Sent a test",
  "webhook.replay_started": "Started a replay",
  "webhook.replay_paused": "Paused a replay",
  "webhook.replay_resumed": "Resumed a replay",
  "webhook.replay_cancelled": "Cancelled a replay",
};

export function changeWords(eventType: string): string {
  return WORDS[eventType] ?? eventType;
}

export type ChangedField = { field: string; before: string | null; after: string | null };

/** The fields of an entry, those of before and of after side by side. Null: there was no value on that side. */
export function changedFields(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>> | null,
): ChangedField[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields]
    .filter((field) => hasValue(before, field) || hasValue(after, field))
    .map((field) => ({
      field: fieldWords(field),
      before: valueText(before, field),
      after: valueText(after, field),
    }));
}

/** That something was empty and is not told of afterwards tells nothing. */
function hasValue(view: Readonly<Record<string, unknown>> | null, field: string): boolean {
  return view !== null && view[field] !== undefined && view[field] !== null;
}

function valueText(view: Readonly<Record<string, unknown>> | null, field: string): string | null {
  if (view === null || !Object.hasOwn(view, field)) return null;
  const value = view[field];
  if (value === null || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(String).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
