import { toHttpError } from "#lib/errors/http.ts";
import { toMageError } from "#lib/errors/mage.ts";
import { TextResponse } from "./text-response.ts";

/** Whose words errors are in. */
export type Dialect = "open-loyalty" | "mage";

export function respondError(
  error: unknown,
  requestId: string,
  headers = new Headers(),
  dialect: Dialect = "open-loyalty",
): Response {
  const toError = dialect === "mage" ? toMageError : toHttpError;
  const { status, body, headers: errorHeaders } = toError(error, requestId);
  for (const [name, value] of Object.entries(errorHeaders)) headers.set(name, value);
  return respond(status, body, requestId, headers);
}

export function respond(
  status: number,
  body: unknown,
  requestId: string,
  headers: Headers,
  mediaType?: string,
): Response {
  headers.set("x-request-id", requestId);
  // Answers hold secrets and what only this caller may see.
  headers.set("cache-control", "no-store");
  headers.set("x-content-type-options", "nosniff");
  if (body === undefined) return new Response(null, { status, headers });
  const isText = mediaType !== undefined && typeof body === "string";
  headers.set("content-type", isText ? mediaType : "application/json");
  return new TextResponse(isText ? body : JSON.stringify(body), { status, headers });
}
