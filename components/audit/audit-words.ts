/** "webhook.secret_rotated" is "Webhook: secret rotated"; "wallet_type.created" is "Wallet type: created". */
export function eventWords(eventType: string): string {
  const [entity = "", ...rest] = eventType.split(".");
  return `${entityWords(entity)}: ${rest.join(" ").replaceAll("_", " ")}`;
}

/** "webhookSubscription" is "Webhook", "apiKey" is "API key". */
export function entityWords(entityType: string): string {
  if (entityType === "webhookSubscription") return "Webhook";
  if (entityType === "apiKey") return "API key";
  const words = entityType.replaceAll("_", " ").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "maxInFlight" is "Max in flight", "timeoutMs" is "Timeout (ms)". */
export function fieldWords(field: string): string {
  const words = field
    .replace(/Ms$/, " (ms)")
    .replaceAll(/([A-Z])/g, " $1")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export type FieldChange = { field: string; before: string | null; after: string | null };

/** What an entry's before and after say of each field, those that differ only; null where there was nothing. */
export function fieldChanges(
  before: Readonly<Record<string, unknown>> | undefined,
  after: Readonly<Record<string, unknown>> | undefined,
): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .map((field) => ({ field, before: valueText(before?.[field]), after: valueText(after?.[field]) }))
    .filter((change) => change.before !== change.after);
}

function valueText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join("\n");
  return JSON.stringify(value, null, 2);
}
