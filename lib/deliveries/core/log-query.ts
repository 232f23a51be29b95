import type { FilterCondition, ListQuery } from "#lib/http/core/list-columns.ts";
import type { DeliveryState, DeliveryTrigger } from "../constants.ts";
import type { LogFilter } from "../schema.ts";

/** What the console asks of the log. An empty list and null filter nothing. */
export type LogRequest = {
  /** From 1. */
  page: number;
  pageSize: number;
  oldestFirst: boolean;
  states: readonly DeliveryState[];
  eventNames: readonly string[];
  /** See `answerConditions`. */
  answers: readonly string[];
  triggers: readonly DeliveryTrigger[];
  deliveryId: string | null;
  /** Included. */
  createdFrom: Date | null;
  /** Not included. */
  createdTo: Date | null;
  webhookIds: readonly string[];
  /** The webhook whose log it is; null for the log of the store. */
  logOfWebhookId: string | null;
};

/** Without the answers, which a list query cannot express, and without the webhook whose log it is. */
export function toListQuery(request: LogRequest): ListQuery {
  const conditions: FilterCondition[] = [];
  const anyOf = (column: string, values: readonly string[]) => {
    if (values.length > 0) conditions.push({ column, operator: "in", values });
  };
  anyOf("webhookSubscriptionId", request.webhookIds);
  anyOf("state", request.states);
  anyOf("eventName", request.eventNames);
  anyOf("trigger", request.triggers);
  if (request.deliveryId !== null) anyOf("deliveryId", [request.deliveryId]);
  if (request.createdFrom !== null) {
    conditions.push({ column: "createdAt", operator: "gte", values: [request.createdFrom] });
  }
  if (request.createdTo !== null) {
    conditions.push({ column: "createdAt", operator: "lt", values: [request.createdTo] });
  }
  return {
    page: request.page,
    itemsOnPage: request.pageSize,
    orderBy: request.oldestFirst ? [{ column: "deliveryId", direction: "asc" }] : [],
    conditions,
  };
}

/** The filter alone, as it is sent back to change all that it lets through. */
export function toLogFilter(request: LogRequest): LogFilter {
  return {
    states: [...request.states],
    eventNames: [...request.eventNames],
    answers: [...request.answers],
    triggers: [...request.triggers],
    deliveryId: request.deliveryId,
    createdFrom: request.createdFrom?.toISOString() ?? null,
    createdTo: request.createdTo?.toISOString() ?? null,
    webhookIds: [...request.webhookIds],
    logOfWebhookId: request.logOfWebhookId,
  };
}
