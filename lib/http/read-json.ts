import { AppError } from "#lib/errors/app-error.ts";
import type { HttpRequest } from "#lib/platform/http-request.ts";
import { type JsonNode, JsonSourceError, scanJson, sourceAt } from "./core/json-source.ts";

export const BODY_BYTES_MAX = 1024 * 1024;

/** Deep enough for `events[i].data`; below that nobody asks for source texts. */
const INDEX_DEPTH = 3;

export type JsonBody = {
  value: unknown;
  /** The exact text of the value at a path of at most three keys. */
  source(path: readonly (string | number)[]): string | undefined;
};

/**
 * The JSON body; undefined when there is none. Throws AppError "payload_too_large", "unsupported_media_type" and
 * "malformed_body", the last with where the text goes wrong.
 */
export async function readJson(request: HttpRequest): Promise<JsonBody | undefined> {
  const declaredBytes = Number(request.headers.get("content-length") ?? Number.NaN);
  if (declaredBytes > BODY_BYTES_MAX) throw tooLarge(BODY_BYTES_MAX);
  if (request.body === null || declaredBytes === 0) return undefined;

  const unsupported = unsupportedBecause(request.headers);
  const bytes = await readCapped(request.body, BODY_BYTES_MAX);
  if (bytes.length === 0) return undefined;
  if (unsupported !== null) throw new AppError("unsupported_media_type", unsupported);

  const text = decode(bytes);
  const root = scan(text);
  return { value: JSON.parse(text), source: (path) => sourceAt(text, root, path) };
}

/** Why the body cannot be JSON in UTF-8, by its headers; null when it can. */
function unsupportedBecause(headers: HttpRequest["headers"]): string | null {
  const [mediaType = "", ...parameters] = (headers.get("content-type") ?? "")
    .split(";")
    .map((part) => part.trim().toLowerCase());
  if (mediaType !== "application/json") {
    return "The body should be JSON: send it with Content-Type: application/json.";
  }
  const charset = parameters.find((parameter) => parameter.startsWith("charset="));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) {
    return "The body should be encoded in UTF-8.";
  }
  const encoding = (headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  return encoding === "identity" ? null : "The body should not be compressed.";
}

/** The length that a client declares is not always sent, and a chunked body declares none. */
export async function readCapped(body: ReadableStream<Uint8Array>, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new AppError("malformed_body", "The request body ended early.");
    });
    if (done) break;
    length += value.length;
    if (length > bytesMax) {
      await reader.cancel().catch(() => {});
      throw tooLarge(bytesMax);
    }
    chunks.push(value);
  }
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, length);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("malformed_body", "The request body is not valid UTF-8.");
  }
}

function scan(text: string): JsonNode {
  try {
    return scanJson(text, INDEX_DEPTH);
  } catch (error) {
    if (!(error instanceof JsonSourceError)) throw error;
    const where = `at line ${error.line}, column ${error.column}`;
    throw new AppError(
      "malformed_body",
      error.reason === "too_deep"
        ? `The request body is ${error.message}, ${where}.`
        : `The request body is not valid JSON: ${error.message} ${where}.`,
    );
  }
}

export function tooLarge(bytesMax: number): AppError {
  const mebibytes = bytesMax / 2 ** 20;
  return new AppError(
    "payload_too_large",
    `The request body has more than ${bytesMax} bytes (${mebibytes} MiB).`,
  );
}
