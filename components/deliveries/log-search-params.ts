import { createParser, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { parseAsDateRange, tableSearchParams } from "#components/data-table/table-search-params.ts";
import { DELIVERY_STATES, DELIVERY_TRIGGERS } from "#lib/deliveries/constants.ts";
import { isAnswerWord } from "#lib/deliveries/core/answer-filter.ts";
import type { LogRequest } from "#lib/deliveries/core/log-query.ts";

function parseAsWord(isWord: (text: string) => boolean) {
  return createParser<string>({ parse: (text) => (isWord(text) ? text : null), serialize: (text) => text });
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The log's state in the address bar, of the whole store and of one webhook. What is not understood filters nothing. */
export const LOG_SEARCH_PARAMS = tableSearchParams({
  filters: {
    state: parseAsArrayOf(parseAsStringLiteral(DELIVERY_STATES)),
    event: parseAsArrayOf(parseAsString),
    webhook: parseAsArrayOf(parseAsWord((text) => UUID.test(text))),
    trigger: parseAsArrayOf(parseAsStringLiteral(DELIVERY_TRIGGERS)),
    status: parseAsArrayOf(parseAsWord(isAnswerWord)),
    created: parseAsDateRange,
    id: parseAsWord((text) => UUID.test(text)),
  },
  sortable: ["created"],
});

/** The delivery that is open beside the log, in the address. */
export const OPENED_PARAM = "delivery";

export const OPENED_SEARCH_PARAMS = { [OPENED_PARAM]: parseAsString };

type LogSearch = {
  page: number;
  pageSize: number;
  sort: { id: string; desc: boolean } | null;
  state: LogRequest["states"] | null;
  event: readonly string[] | null;
  webhook: readonly string[] | null;
  trigger: LogRequest["triggers"] | null;
  status: readonly string[] | null;
  created: { from: Date | null; to: Date | null } | null;
  id: string | null;
};

/** @param webhookId the webhook whose page it is; the address cannot ask for another one there. */
export function toLogRequest(search: LogSearch, webhookId?: string): LogRequest {
  return {
    page: search.page,
    pageSize: search.pageSize,
    oldestFirst: search.sort?.desc === false,
    states: search.state ?? [],
    eventNames: search.event ?? [],
    answers: search.status ?? [],
    triggers: search.trigger ?? [],
    deliveryId: search.id?.toLowerCase() ?? null,
    createdFrom: search.created?.from ?? null,
    createdTo: search.created?.to ?? null,
    webhookIds: webhookId === undefined ? (search.webhook ?? []) : [],
    logOfWebhookId: webhookId ?? null,
  };
}
