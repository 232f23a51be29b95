import { expect, it } from "vitest";
import { AppError, type Violation } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import type { Operation } from "#lib/http/define-route.ts";
import { ROUTES } from "./routes.ts";

/** What somebody may send by mistake in the place of anything else. */
const WRONG = [
  null,
  5,
  -1.12345678,
  true,
  "",
  "x",
  "2024-02-30T00:00:00Z",
  [],
  [{}],
  ["x"],
  {},
  { a: { b: 1 } },
];

const operations = Object.values(ROUTES)
  .flatMap((exported) => Object.values(exported).map((handler) => handler.operation))
  .filter((operation) => operation?.body !== undefined && operation.examples?.request !== undefined)
  .map((operation) => [operation?.operationId ?? "", operation as Operation] as const);

/** The value with each of its parts, itself included, exchanged for `other`. */
function* exchanged(value: unknown, other: unknown): Generator<unknown> {
  yield other;
  if (Array.isArray(value)) {
    for (const [at, part] of value.entries()) {
      for (const changed of exchanged(part, other)) yield value.with(at, changed);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      for (const changed of exchanged(part, other)) yield { ...value, [name]: changed };
    }
  }
}

function violationsOf(operation: Operation, body: unknown): readonly Violation[] {
  try {
    if (operation.body !== undefined) parseInput(operation.body.schema, body);
    return [];
  } catch (error) {
    if (error instanceof AppError) return error.violations;
    throw error;
  }
}

it.each(operations)("%s says of each wrong value what it should be instead, once", (_, operation) => {
  let refusals = 0;
  for (const wrong of WRONG) {
    for (const body of exchanged(operation.examples?.request, wrong)) {
      const violations = violationsOf(operation, body);
      refusals += violations.length;
      for (const { path, message } of violations) {
        expect(message, `${path} of ${JSON.stringify(body)}`).not.toMatch(
          /is not valid|another format|Invalid/,
        );
      }
      const said = violations.map(({ path, message }) => `${path}: ${message}`);
      expect(new Set(said).size, said.join(" ")).toBe(said.length);
    }
  }
  expect(refusals).toBeGreaterThan(0);
});
