import { AppError } from "#lib/errors/app-error.ts";
import { SlidingWindow } from "#lib/http/core/sliding-window.ts";
import type { Services } from "#lib/platform/runtime.ts";

/** Mage's limit for each key, kept by each web process for itself. */
export const KEY_CALLS_MAX = 6;
const WINDOW_MS = 1_000;
const KEYS_MAX = 10_000;

const windows = new WeakMap<Services, SlidingWindow>();

/** Counts a call by the key. Throws AppError "too_many_requests" with the seconds to wait. */
export function countKeyCall(services: Services, apiKeyId: string): void {
  let window = windows.get(services);
  if (window === undefined) {
    window = new SlidingWindow(KEY_CALLS_MAX, WINDOW_MS, KEYS_MAX);
    windows.set(services, window);
  }
  const waitMs = window.take(apiKeyId, services.now());
  if (waitMs > 0) {
    const resetSeconds = Math.ceil(waitMs / 1000);
    throw new AppError("too_many_requests", "Too many requests.", {
      retryAfterSeconds: resetSeconds,
      rateLimit: { limit: KEY_CALLS_MAX, remaining: 0, resetSeconds },
    });
  }
}
