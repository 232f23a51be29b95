import { AppError } from "#lib/errors/app-error.ts";
import { FairPlaces } from "#lib/http/core/fair-places.ts";
import type { HttpRequest } from "#lib/platform/http-request.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { clientAddress } from "./client-address.ts";
import { addressGroup } from "./core/client-address.ts";

/**
 * Requests of the API in progress at a time in one process. More at once are not answered sooner: the process is one
 * thread with ten connections to the database, and has its hands full with a few dozen. They would only wait, and
 * everybody else, people at the console too, behind them.
 */
export const IN_PROGRESS_MAX = { perCaller: 100, inAll: 200 } as const;
/** Most requests take less. */
const RETRY_AFTER_SECONDS = 1;
const RECOGNISED_MAX = 5_000;

type Progress = { places: FairPlaces; recognised: Set<string> };

const progresses = new WeakMap<Services, Progress>();

function progressOf(services: Services): Progress {
  let progress = progresses.get(services);
  if (progress === undefined) {
    progress = { places: new FairPlaces(IN_PROGRESS_MAX), recognised: new Set() };
    progresses.set(services, progress);
  }
  return progress;
}

/**
 * Counts a request until what this answers with is called. The caller is its token or permanent key, once that has let
 * a request in, and until then the address: made-up credentials are no callers of their own. Asks no database. Throws
 * AppError "too_many_requests".
 */
export function beginRequest(services: Services, request: HttpRequest): () => void {
  const { places, recognised } = progressOf(services);
  const credential = credentialOf(request);
  const isRecognised = credential !== null && recognised.has(credential);
  const caller = isRecognised ? credential : addressGroup(clientAddress(request.headers));
  if (!places.enter(caller)) {
    throw new AppError("too_many_requests", "Too many requests at a time.", {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      rateLimit: { limit: IN_PROGRESS_MAX.perCaller, remaining: 0, resetSeconds: RETRY_AFTER_SECONDS },
    });
  }
  return () => places.leave(caller);
}

/** To be called when the request's token or key has let it in. */
export function recogniseCaller(services: Services, request: HttpRequest): void {
  const credential = credentialOf(request);
  if (credential === null) return;
  const { recognised } = progressOf(services);
  if (recognised.has(credential)) return;
  if (recognised.size >= RECOGNISED_MAX) recognised.clear();
  recognised.add(credential);
}

/** No address looks like either. */
function credentialOf({ headers }: HttpRequest): string | null {
  const authorization = headers.get("authorization");
  if (authorization !== null) return `authorization ${authorization}`;
  const key = headers.get("x-auth-token");
  return key === null ? null : `key ${key}`;
}
