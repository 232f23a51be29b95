import "server-only";
import { cache } from "react";
import { loadInStore } from "#lib/auth/loaders.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import type { Versioned } from "../version.ts";
import { getRedemption, getStatusHistory, listRedemptions } from "./data.ts";
import type { RedemptionDto, RedemptionListDto, StatusHistoryDto } from "./schema.ts";

/** Each throws AppError "forbidden". */

export function loadRedemptions(query: ListQuery): Promise<RedemptionListDto> {
  return loadInStore((ctx) => listRedemptions(ctx, query));
}

/** An unknown one is the not-found page. */
export const loadRedemption = cache(
  (issuedRewardId: string): Promise<Versioned<RedemptionDto>> =>
    loadInStore((ctx) => getRedemption(ctx, issuedRewardId)),
);

export function loadStatusHistory(issuedRewardId: string): Promise<StatusHistoryDto> {
  return loadInStore((ctx) => getStatusHistory(ctx, issuedRewardId));
}
