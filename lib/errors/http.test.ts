import { expect, it } from "vitest";
import { APP_ERROR_CODES, AppError, conflict, validationFailed } from "./app-error.ts";
import { toHttpError } from "./http.ts";

it.each<[AppError, number, object]>([
  [
    new AppError("malformed_body", "The request body is not valid UTF-8."),
    400,
    { code: 400, message: "The request body is not valid UTF-8.", errors: [] },
  ],
  [new AppError("unauthenticated", "x"), 401, { message: "Authentication Required" }],
  [new AppError("token_expired", "x"), 401, { code: 401, message: "Expired JWT Token." }],
  [new AppError("token_invalid", "x"), 401, { code: 401, message: "Invalid JWT Token" }],
  [new AppError("bad_credentials", "x"), 401, { message: "Bad credentials." }],
  [new AppError("forbidden", "x"), 403, { code: 403, message: "Forbidden." }],
  [new AppError("not_found", "x"), 404, { code: 404, message: "Not Found" }],
  [new AppError("method_not_allowed", "x"), 405, { code: 405, message: "Method Not Allowed." }],
  [conflict("It was changed."), 409, { code: 409, message: "It was changed." }],
  [new AppError("payload_too_large", "Too much."), 413, { code: 413, message: "Too much." }],
  [new AppError("unsupported_media_type", "Not JSON."), 415, { code: 415, message: "Not JSON." }],
  [new AppError("too_many_requests", "x"), 429, { code: 429, message: "Too Many Requests" }],
])("%s leaves with status %i and the reference's body", (error, status, body) => {
  expect(toHttpError(error, "id")).toMatchObject({ status, body });
});

it("gives each violation all five keys", () => {
  const error = validationFailed([
    { path: "a.b", message: "Too long.", code: "too_long", parameters: { limit: 3 } },
    { path: "c", message: "Missing.", code: "required" },
  ]);

  expect(toHttpError(error, "id").body).toEqual({
    code: 400,
    message: "Validation failed",
    errors: [
      { message: "Too long.", parameters: { limit: 3 }, plural: null, code: "too_long", path: "a.b" },
      { message: "Missing.", parameters: {}, plural: null, code: "required", path: "c" },
    ],
  });
});

it("says when to come back, in whole seconds", () => {
  const retryAfter = (retryAfterSeconds?: number) =>
    toHttpError(
      new AppError("too_many_requests", "x", retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      "id",
    ).headers["retry-after"];

  expect([retryAfter(0.2), retryAfter(7.1), retryAfter()]).toEqual(["1", "8", "1"]);
});

it("challenges whoever is not authenticated, and nobody else", () => {
  for (const code of APP_ERROR_CODES) {
    const { status, headers } = toHttpError(new AppError(code, "x"), "id");
    expect(headers["www-authenticate"]).toBe(status === 401 ? "Bearer" : undefined);
  }
});

it.each([new Error("SELECT secret FROM t"), new TypeError("x"), "text", null])(
  "keeps a defect's text inside: %s",
  (defect) => {
    expect(toHttpError(defect, "the-id")).toEqual({
      status: 500,
      headers: {},
      body: { code: 500, message: "Internal Server Error", requestId: "the-id" },
    });
  },
);
