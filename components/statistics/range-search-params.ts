import { parseAsStringLiteral } from "nuqs/server";
import { TRAFFIC_RANGES } from "#lib/statistics/core/range.ts";

/** The range in a page's address; anything else than a known one is the last day. */
export const RANGE_SEARCH_PARAMS = { range: parseAsStringLiteral(TRAFFIC_RANGES).withDefault("24h") };
