import type { Violation } from "./app-error.ts";
import { type HttpError, toHttpError } from "./http.ts";
import { appErrorOf } from "./unavailable.ts";

/** How an error leaves by Mage Loyalty's API: status and headers as elsewhere, the body as JSON:API has it. */
export function toMageError(error: unknown, requestId: string): HttpError {
  const { status, headers } = toHttpError(error, requestId);
  const violations = appErrorOf(error)?.violations ?? [];
  const errors =
    violations.length > 0
      ? violations.map((violation) => ({
          ...mageError(status, violation.message),
          source: sourceOf(violation),
        }))
      : [mageError(status, detailOf(error, requestId))];
  // The scheme of the other API's tokens is none here.
  const { "www-authenticate": _, ...others } = headers;
  return { status, headers: others, body: { errors } };
}

export function mageError(status: number, detail: string) {
  return { status: String(status), title: TITLES[status] ?? "Error", detail };
}

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Payload Too Large",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

function detailOf(error: unknown, requestId: string): string {
  const known = appErrorOf(error);
  if (known === null) return `Something went wrong here. The request is ${requestId}.`;
  switch (known.code) {
    case "unauthenticated":
      return "Missing Authorization header";
    case "token_invalid":
      return "Invalid API key";
    case "token_expired":
      return "This API key has expired";
    case "too_many_requests":
      return "Rate limit exceeded. Please retry after a short delay.";
    case "not_found":
      return "There is nothing at this address.";
    case "unavailable":
      return `This service cannot answer at the moment. Please retry after a short delay. The request is ${requestId}.`;
    default:
      return known.message;
  }
}

/** "events[1]" is the pointer "/events/1"; a parameter of the query is named as it was sent. */
function sourceOf({ path, code }: Violation): { pointer: string } | { parameter: string } {
  if (code === "unknown_parameter" || path.startsWith("page[")) return { parameter: path };
  const pointer = path.replace(/\[(\d+)\]/g, "/$1").replaceAll(".", "/");
  return { pointer: pointer === "" ? "" : `/${pointer}` };
}
