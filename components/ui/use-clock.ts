"use client";

import { useSyncExternalStore } from "react";

const TICK_MS = 1_000;

const listeners = new Set<() => void>();
let nowMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all clocks on the page; it stops when the last one is gone. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    nowMs = Date.now();
    timer = setInterval(() => {
      nowMs = Date.now();
      for (const notify of listeners) notify();
    }, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
      nowMs = 0;
    }
  };
}

/**
 * What `read` makes of the current time in milliseconds, renewed each second; the component renders
 * again only when that changes. Null on the server and while hydrating, when the reader's clock is
 * not known. `read` must return a primitive.
 */
export function useClock<Value extends string | number | boolean>(
  read: (nowMs: number) => Value,
): Value | null {
  return useSyncExternalStore(
    subscribe,
    () => {
      if (nowMs === 0) nowMs = Date.now();
      return read(nowMs);
    },
    () => null,
  );
}

const never = () => () => {};
const readerZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const serverZone = () => "UTC";

/** The reader's time zone; "UTC" on the server and while hydrating. */
export function useTimeZone(): string {
  return useSyncExternalStore(never, readerZone, serverZone);
}
