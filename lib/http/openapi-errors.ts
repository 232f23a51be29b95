import { z } from "zod";
import { toHttpError } from "#lib/errors/http.ts";
import { mageError } from "#lib/errors/mage.ts";
import type { DocumentedError, Operation } from "./define-route.ts";
import { tooLarge } from "./read-json.ts";
import { notMultipart } from "./read-upload.ts";

/** The shape of an error's body, and one as it is answered. */
type ErrorBody = { schema: z.ZodType; example: unknown };

/** What the API document says of an operation's error. */
export function documentedError(status: DocumentedError, operation: Operation): ErrorBody {
  if (operation.dialect === "mage") return mageErrorOf(status);
  const error = ERRORS[status];
  const isOpen = operation.auth === "none" || operation.auth === "public";
  if (status === 401 && isOpen) return { ...error, example: { message: "Bad credentials." } };
  const upload = operation.body?.upload;
  if (upload === undefined || (status !== 413 && status !== 415)) return error;
  const thrown = status === 413 ? tooLarge(upload.bytesMax) : notMultipart(upload.field);
  return { ...error, example: toHttpError(thrown, "").body };
}

const MageFailure = z
  .object({
    errors: z.array(
      z.object({
        status: z.string(),
        title: z.string(),
        detail: z.string(),
        source: z
          .object({ pointer: z.string().optional(), parameter: z.string().optional() })
          .meta({ description: "Where in the body it is, or in which parameter" })
          .optional(),
      }),
    ),
  })
  .meta({ id: "MageError", description: "Errors as JSON:API has them" });

const MAGE_DETAILS: Readonly<Record<DocumentedError, string>> = {
  400: "Choose at least one event.",
  401: "Missing Authorization header",
  403: "This API key is read-only and cannot perform write operations",
  404: "There is nothing at this address.",
  409: "The webhook is disabled: nothing is sent that could be paused.",
  413: "The request body has more than 1048576 bytes (1 MiB).",
  415: "The body should be JSON: send it with Content-Type: application/json.",
  429: "Rate limit exceeded. Please retry after a short delay.",
  503: "This service cannot answer at the moment. Please retry after a short delay. The request is 018dfe71-2880-7c3c-9321-38dc017d3ae2.",
};

function mageErrorOf(status: DocumentedError): ErrorBody {
  const error = mageError(status, MAGE_DETAILS[status]);
  const example = status === 400 ? { ...error, source: { pointer: "/events" } } : error;
  return { schema: MageFailure, example: { errors: [example] } };
}

const UnavailableFailure = z
  .object({
    code: z.int(),
    message: z.string(),
    requestId: z.string().meta({ description: "As in x-request-id" }),
  })
  .meta({ id: "UnavailableError" });

const Failure = z
  .object({ code: z.int(), message: z.string() })
  .meta({ id: "Error", description: "An error" });

const ValidationFailure = z
  .object({
    code: z.int(),
    message: z.string(),
    errors: z.array(
      z.object({
        message: z.string(),
        parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
        plural: z.int().nullable(),
        code: z.string().meta({ description: "Stable, for programs" }),
        path: z.string(),
      }),
    ),
  })
  .meta({ id: "ValidationError" });

const AuthenticationFailure = z
  .object({ code: z.int().optional(), message: z.string() })
  .meta({ id: "AuthenticationError" });

const ERRORS: Readonly<Record<DocumentedError, ErrorBody>> = {
  400: {
    schema: ValidationFailure,
    example: {
      code: 400,
      message: "Validation failed",
      errors: [
        {
          message: "The URL must use https.",
          parameters: {},
          plural: null,
          code: "url_not_https",
          path: "webhookSubscription.url",
        },
      ],
    },
  },
  401: { schema: AuthenticationFailure, example: { code: 401, message: "Expired JWT Token." } },
  403: { schema: Failure, example: { code: 403, message: "Forbidden." } },
  404: { schema: Failure, example: { code: 404, message: "Not Found" } },
  409: {
    schema: Failure,
    example: {
      code: 409,
      message: "The webhook was changed in the meantime: it has version 3, not 2. Read it again.",
    },
  },
  413: {
    schema: Failure,
    example: { code: 413, message: "The request body has more than 1048576 bytes (1 MiB)." },
  },
  415: {
    schema: Failure,
    example: { code: 415, message: "The body should be JSON: send it with Content-Type: application/json." },
  },
  429: { schema: Failure, example: { code: 429, message: "Too Many Requests" } },
  503: {
    schema: UnavailableFailure,
    example: {
      code: 503,
      message: "Service Unavailable",
      requestId: "018dfe71-2880-7c3c-9321-38dc017d3ae2",
    },
  },
};
