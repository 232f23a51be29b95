"use client";

import { useSyncExternalStore } from "react";

/**
 * Whether the server answers. When a page that the reader has asked for cannot be fetched, Next leaves for the
 * browser's own error page, and what is on the screen is gone. Here such a request waits until the server is back:
 * the page stays, says so, and goes on by itself.
 */

export type Reachability = { isDown: boolean; retryAtMs: number };

const UP: Reachability = { isDown: false, retryAtMs: 0 };
const WAITS_MS = [2_000, 4_000, 8_000, 15_000];
/** What a proxy says while the server behind it is away. */
const AWAY = [502, 503, 504];

let state = UP;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const waiting = new Set<() => void>();
const listeners = new Set<() => void>();

function set(next: Reachability): void {
  state = next;
  for (const notify of listeners) notify();
}

export function useReachability(): Reachability {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
    () => UP,
  );
}

/** Lets everything that waits try again now. */
export function retryNow(): void {
  clearTimeout(timer);
  const again = [...waiting];
  waiting.clear();
  for (const go of again) go();
}

function serverAnswered(): void {
  if (!state.isDown) return;
  failures = 0;
  set(UP);
  retryNow();
}

/** Resolves when it is time to try again. */
function untilRetry(): Promise<void> {
  const isFirst = waiting.size === 0;
  const tried = new Promise<void>((resolve) => waiting.add(resolve));
  if (isFirst) {
    const waitMs = WAITS_MS[Math.min(failures, WAITS_MS.length - 1)] ?? 0;
    failures += 1;
    clearTimeout(timer);
    timer = setTimeout(retryNow, waitMs);
    set({ isDown: true, retryAtMs: Date.now() + waitMs });
  }
  return tried;
}

/** Watches the pages that the reader asks for. Answers with how to stop. */
export function watchServer(): () => void {
  const original = window.fetch;
  const watched: typeof fetch = async (input, init) => {
    if (!isPage(input, init)) return original(input, init);
    for (;;) {
      try {
        const answer = await original(input, init);
        if (!AWAY.includes(answer.status)) {
          serverAnswered();
          return answer;
        }
      } catch (error) {
        // Given up by whoever asked.
        if (init?.signal?.aborted || (error instanceof DOMException && error.name === "AbortError"))
          throw error;
      }
      await untilRetry();
    }
  };
  window.fetch = watched;
  return () => {
    if (window.fetch === watched) window.fetch = original;
  };
}

/** A page of this console on its way to the screen: nothing that is fetched in advance, and no action. */
function isPage(input: RequestInfo | URL, init: RequestInit | undefined): boolean {
  if (init?.method !== undefined && init.method !== "GET") return false;
  const headers = new Headers(init?.headers);
  if (!headers.has("rsc") || headers.has("next-router-prefetch")) return false;
  const url = new URL(input instanceof Request ? input.url : input, location.href);
  return url.origin === location.origin;
}
