"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState, useTransition } from "react";

const TAIL_MS = 3_000;
/** An attempt needs a moment: looking at the very second would show it as still waiting. */
const GRACE_MS = 1_200;
const OVERDUE_WAIT_MIN_MS = 1_500;
const OVERDUE_WAIT_MAX_MS = 30_000;
/** Timers of browsers overflow; what is due later is looked at again then. */
const WAIT_MAX_MS = 3_600_000;

type LiveRefresh = {
  /** All the time, every few seconds. */
  isTailing: boolean;
  /** When something on the page is due, in Unix milliseconds; null when nothing is. */
  dueAtMs: number | null;
};

/**
 * Asks the server again, in place: focus, scroll and what is open stay. While tailing at an interval, otherwise when
 * something falls due, then less and less often as long as it stays overdue. Never while the tab is hidden.
 */
export function useLiveRefresh({ isTailing, dueAtMs }: LiveRefresh) {
  const router = useRouter();
  const [isRefreshing, startTransition] = useTransition();
  const [round, setRound] = useState(0);
  const isBusy = useRef(false);
  isBusy.current = isRefreshing;

  const refresh = useCallback(() => {
    if (isBusy.current) return;
    startTransition(() => router.refresh());
  }, [router]);

  useEffect(() => {
    if (!isTailing) return;
    const look = () => {
      if (document.visibilityState === "visible") refresh();
    };
    const timer = setInterval(look, TAIL_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [isTailing, refresh]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round starts the next wait.
  useEffect(() => {
    if (dueAtMs === null || isTailing) return;
    const overdueMs = Date.now() - dueAtMs;
    const waitMs =
      overdueMs < 0
        ? GRACE_MS - overdueMs
        : Math.min(OVERDUE_WAIT_MAX_MS, Math.max(OVERDUE_WAIT_MIN_MS, overdueMs));
    const timer = setTimeout(
      () => {
        if (waitMs <= WAIT_MAX_MS && document.visibilityState === "visible") refresh();
        setRound((count) => count + 1);
      },
      Math.min(waitMs, WAIT_MAX_MS),
    );
    return () => clearTimeout(timer);
  }, [dueAtMs, isTailing, refresh, round]);

  return { refresh, isRefreshing };
}
