import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createUuidV7 } from "#lib/platform/core/uuid-v7.ts";
import { acceptableRequestId } from "./core/request-id.ts";
import { unservable } from "./core/servable.ts";

const newId = createUuidV7(Date.now, randomBytes);

/**
 * Answers what Next would fail on with a bare 500: methods that its routes cannot have, and paths that cannot be
 * decoded. True when it has answered. To be called before Next's handler.
 */
export function refuseEarly(request: IncomingMessage, response: ServerResponse): boolean {
  const refusal = unservable(request.method ?? "", request.url ?? "");
  if (refusal === null) return false;
  const { status, message } = refusal;
  const given = request.headers["x-request-id"];
  const body = { code: status, message, ...(status === 400 ? { errors: [] } : {}) };
  response
    .writeHead(status, {
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-request-id": acceptableRequestId(typeof given === "string" ? given : null) ?? newId(),
      ...(status === 405 ? { allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" } : {}),
    })
    .end(JSON.stringify(body));
  return true;
}
