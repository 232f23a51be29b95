import type { ListColumns } from "#lib/http/core/list-columns.ts";
import { BODY_FORMATS, SUBSCRIPTION_STATES } from "../constants.ts";

/**
 * What the list of webhooks can be filtered and sorted by.
 * @param eventNames all known events, among which `like` on an event's name looks.
 */
export function subscriptionColumns(eventNames: readonly string[]): ListColumns {
  const events = { type: "textList", field: "eventNames", isSortable: true, values: eventNames } as const;
  return {
    eventName: {
      ...events,
      description: "Webhooks of which one of the events matches; sorted by the first event",
    },
    eventNames: { ...events, description: "The same as eventName" },
    url: { type: "text", field: "url", isSortable: true },
    legacy: { type: "boolean", field: "format", isSortable: true, whenTrue: { equals: "legacy" } },
    format: { type: "enum", field: "format", isSortable: true, values: BODY_FORMATS },
    createdAt: { type: "datetime", field: "createdAt", isSortable: true },
    activeFrom: { type: "datetime", field: "activeFrom", isSortable: true },
    updatedAt: { type: "datetime", field: "updatedAt", isSortable: true },
    description: { type: "text", field: "description", isNullable: true, isSortable: true },
    state: { type: "enum", field: "state", isSortable: true, values: SUBSCRIPTION_STATES },
    hmacEnabled: { type: "boolean", field: "hmacEnabled", isSortable: true },
    ordered: { type: "boolean", field: "ordered", isSortable: true },
    webhookSubscriptionId: { type: "uuid", field: "id", isSortable: true },
  };
}
