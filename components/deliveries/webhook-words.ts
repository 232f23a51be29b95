import { webhookName as nameOfRow } from "#components/webhooks/webhook-row.ts";

export function webhookName(eventNames: readonly string[]): string {
  return nameOfRow({ eventNames, eventCount: eventNames.length });
}

/** Host and port, the part of a URL that tells receivers apart; a text that is no URL stays as it is. */
export function urlHost(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
