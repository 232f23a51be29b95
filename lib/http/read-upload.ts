import { AppError, validationFailed } from "#lib/errors/app-error.ts";
import type { HttpRequest } from "#lib/platform/http-request.ts";
import { readCapped, tooLarge } from "./read-json.ts";

/** A file as it was sent. */
export type Upload = { fileName: string; file: Uint8Array<ArrayBuffer> };

/** What a form adds to the file: names of fields, separators. */
const FRAME_BYTES_MAX = 16 * 1024;

/**
 * The file of a multipart body. Throws AppError "unsupported_media_type", "payload_too_large", "malformed_body", and
 * "validation_failed" where the field is missing or is no file, or another one is there.
 */
export async function readUpload(
  request: HttpRequest,
  { field, bytesMax }: { field: string; bytesMax: number },
): Promise<Upload> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    throw notMultipart(field);
  }
  const lengthMax = bytesMax + FRAME_BYTES_MAX;
  if (Number(request.headers.get("content-length") ?? Number.NaN) > lengthMax) throw tooLarge(bytesMax);
  if (request.body === null) throw new AppError("malformed_body", "The request has no body.");
  const bytes = await readCapped(request.body, lengthMax);
  const form = await parsed(new Uint8Array(bytes), contentType);
  const unknown = [...form.keys()].find((name) => name !== field);
  if (unknown !== undefined)
    throw refused(unknown.slice(0, 100), "This field is not known here.", "unknown_field");
  const [value, second] = form.getAll(field);
  if (value === undefined) throw refused(field, "This value is required.", "required");
  if (typeof value === "string") throw refused(field, "This value should be a file.", "type");
  if (second !== undefined) throw refused(field, "One file at a time.", "too_many");
  if (value.size > bytesMax) throw tooLarge(bytesMax);
  return { fileName: value.name.slice(0, 255), file: new Uint8Array(await value.arrayBuffer()) };
}

export function notMultipart(field: string): AppError {
  return new AppError(
    "unsupported_media_type",
    `The body should be multipart/form-data with the file in ${field}.`,
  );
}

async function parsed(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch {
    throw new AppError("malformed_body", "The request body is not valid multipart/form-data.");
  }
}

function refused(path: string, message: string, code: string): Error {
  return validationFailed([{ path, message, code }]);
}
