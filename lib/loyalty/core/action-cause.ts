/** What made units change or a reward come. Everything is left out that does not apply. */
export type ActionCause = {
  campaignId?: string;
  customerId?: string;
  transactionId?: string;
  customEventId?: string;
  internalEventName?: string;
  /** When the purchase or the custom event took place. */
  performedAt?: Date;
};

/** As events and answers show it: all fields, and null instead of a cause that says nothing. */
export function presentCause(cause: ActionCause | null) {
  if (cause === null || Object.values(cause).every((value) => value === undefined)) return null;
  return {
    campaignId: cause.campaignId ?? null,
    customerId: cause.customerId ?? null,
    transactionId: cause.transactionId ?? null,
    customEventId: cause.customEventId ?? null,
    internalEventName: cause.internalEventName ?? null,
    performedAt: cause.performedAt?.toISOString() ?? null,
  };
}
