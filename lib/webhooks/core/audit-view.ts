import type { SubscriptionSettings } from "./settings.ts";

type AuditValue = string | number | boolean | null | readonly string[];
export type AuditView = { [field: string]: AuditValue };

/** What the audit log keeps of a webhook: of headers the names only. */
export function auditView(settings: SubscriptionSettings): AuditView {
  return {
    eventNames: settings.eventNames,
    url: settings.url,
    description: settings.description,
    activeFrom: settings.activeFrom.toISOString(),
    format: settings.format,
    ...(settings.format === "mage" ? { mageEvents: settings.mageEvents } : {}),
    hmacEnabled: settings.hmacEnabled,
    maxInFlight: settings.maxInFlight,
    ratePerSecond: settings.ratePerSecond,
    timeoutMs: settings.timeoutMs,
    ordered: settings.ordered,
    headerNames: settings.headers.map(({ headerName }) => headerName),
  };
}

/** The fields that differ; null when none does. New values of headers show as `changedHeaderValues`: their names. */
export function changedView(
  before: SubscriptionSettings,
  after: SubscriptionSettings,
): { before: AuditView; after: AuditView } | null {
  const [from, to] = [auditView(before), auditView(after)];
  const fields = Object.keys(to).filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]));
  const pick = (view: AuditView): AuditView =>
    Object.fromEntries(fields.map((field) => [field, view[field] ?? null]));
  const changedHeaderValues = after.headers
    .filter(({ headerName, headerValue }) =>
      before.headers.some((old) => old.headerName === headerName && old.headerValue !== headerValue),
    )
    .map(({ headerName }) => headerName);

  if (fields.length === 0 && changedHeaderValues.length === 0) return null;
  return {
    before: pick(from),
    after: { ...pick(to), ...(changedHeaderValues.length === 0 ? {} : { changedHeaderValues }) },
  };
}
