import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { getHistory } from "#lib/loyalty/points/history.ts";
import { historyQuery } from "#lib/loyalty/points/history-query.ts";
import { HistoryDto } from "#lib/loyalty/points/schema.ts";

const read = defineRoute({
  operationId: "pointsGetPointsTransfer",
  summary: "Get histogram of number of units",
  description:
    "Units of all members by interval, named as 2026-11-26, 2026-11 or 2026, with 0 where nothing happened. Cancelled transfers do not count.",
  tags: ["Points"],
  auth: "store",
  permission: ["POINT_TRANSFER", "VIEW"],
  query: historyQuery,
  response: { 200: HistoryDto },
  examples: { response: { "2026-11-25": 1204.5, "2026-11-26": 0 } },
  handler: ({ ctx, query }) => getHistory(ctx, query),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read });
