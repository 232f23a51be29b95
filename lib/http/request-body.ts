import { z } from "zod";
import { AppError } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import type { HttpRequest } from "#lib/platform/http-request.ts";
import { type JsonBody, readJson } from "./read-json.ts";
import { readUpload, type Upload } from "./read-upload.ts";

export type BodySpec<Body> = {
  /** The root key that wraps the body; also the first part of every violation's path. */
  root: string | null;
  /** Of the whole body. */
  schema: z.ZodType;
  isOptional: boolean;
  /** Of a file that comes as multipart/form-data: the field that holds it, and how long it may be. */
  upload?: { field: string; bytesMax: number };
  /** Throws AppError "validation_failed". */
  read(value: unknown): Body;
};

/** `{"webhookSubscription": {…}}`: the handler gets what is inside. */
export function wrapped<Body>(root: string, inner: z.ZodType<Body>): BodySpec<Body> {
  const schema = z.strictObject({ [root]: inner });
  // The object schema has this one key, and requires it.
  return { root, schema, isOptional: false, read: (value) => parseInput(schema, value)[root] as Body };
}

export function bare<Body>(schema: z.ZodType<Body>): BodySpec<Body> {
  return { root: null, schema, isOptional: false, read: (value) => parseInput(schema, value) };
}

/** A file, sent as a form sends it in `root[file]`. */
export function uploaded(root: string, bytesMax: number): BodySpec<Upload> {
  const field = `${root}[file]`;
  const schema = z.strictObject({ [field]: z.string().meta({ format: "binary" }) });
  // What readUpload has made.
  return { root, schema, isOptional: false, upload: { field, bytesMax }, read: (value) => value as Upload };
}

/** Without a body the schema sees an empty object. */
export function optional<Body>(schema: z.ZodType<Body>): BodySpec<Body> {
  return { ...bare(schema), isOptional: true };
}

/** Throws AppError, as readJson and readUpload do. Undefined where the operation takes no body, or none was sent. */
export async function readBody(
  request: HttpRequest,
  body: BodySpec<unknown> | undefined,
): Promise<JsonBody | undefined> {
  if (body === undefined) return undefined;
  if (body.upload === undefined) return readJson(request);
  return { value: await readUpload(request, body.upload), source: () => undefined };
}

/** Throws AppError "validation_failed", and "malformed_body" where a body is missing. */
export function parseBody<Body>(
  spec: BodySpec<Body> | undefined,
  json: JsonBody | undefined,
): Body | undefined {
  if (spec === undefined) return undefined;
  if (json !== undefined) return spec.read(json.value);
  if (!spec.isOptional) throw new AppError("malformed_body", "The request has no body: send JSON.");
  return spec.read({});
}
