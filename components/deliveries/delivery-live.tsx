"use client";

import { useLiveRefresh } from "./use-live-refresh.ts";

/** Asks for the page again when the next attempt falls due. */
export function DeliveryLive({ dueAt }: { dueAt: string | null }) {
  useLiveRefresh({ isTailing: false, dueAtMs: dueAt === null ? null : Date.parse(dueAt) });
  return null;
}
