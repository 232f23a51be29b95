import { expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "./app-error.ts";
import { formatPath, parseInput, under } from "./violations.ts";

function violationsOf(schema: z.ZodType, raw: unknown) {
  try {
    parseInput(schema, raw);
  } catch (error) {
    if (error instanceof AppError && error.code === "validation_failed") return error.violations;
    throw error;
  }
  throw new Error("It was accepted.");
}

it("answers with what the schema makes of valid input", () => {
  expect(parseInput(z.strictObject({ hours: z.int().default(24) }), {})).toEqual({ hours: 24 });
});

it.each<[string, z.ZodType, unknown, string, string, object | undefined]>([
  ["nothing", z.string(), undefined, "required", "This value is required.", undefined],
  ["no choice", z.enum(["a"]), undefined, "required", "This value is required.", undefined],
  ["a wrong type", z.string(), 1, "type", "This value should be a string.", undefined],
  ["a fraction", z.int(), 1.5, "type", "This value should be an integer.", undefined],
  ["null", z.boolean(), null, "type", "This value should be true or false.", undefined],
  [
    "another choice",
    z.enum(["a", "b"]),
    "c",
    "choice",
    'This value should be one of "a", "b".',
    { choices: "a, b" },
  ],
  ["an empty text", z.string().min(1), "", "blank", "This value should not be blank.", { limit: 1 }],
  [
    "a short text",
    z.string().min(2),
    "a",
    "too_short",
    "This value is too short. It should have 2 characters or more.",
    { limit: 2 },
  ],
  [
    "a long text",
    z.string().max(255),
    "x".repeat(256),
    "too_long",
    "This value is too long. It should have 255 characters or less.",
    { limit: 255 },
  ],
  ["a large number", z.number().max(5), 6, "too_big", "This value should be 5 or less.", { limit: 5 }],
  ["a small number", z.number().min(5), 4, "too_small", "This value should be 5 or more.", { limit: 5 }],
  [
    "a long list",
    z.array(z.int()).max(1),
    [1, 2],
    "too_many",
    "This list should contain 1 element or less.",
    { limit: 1 },
  ],
  [
    "an empty list",
    z.array(z.int()).min(1),
    [],
    "too_few",
    "This list should contain 1 element or more.",
    { limit: 1 },
  ],
  [
    "no time",
    z.iso.datetime(),
    "now",
    "datetime",
    "This value should be a date and time such as 2026-11-20T10:15:00Z.",
    undefined,
  ],
  ["no date", z.iso.date(), "now", "date", "This value should be a date such as 2026-11-20.", undefined],
  [
    "what none of the alternatives takes",
    z.union([z.literal(""), z.string(), z.number()]),
    {},
    "type",
    'This value should be "" or a string or a number.',
    undefined,
  ],
  [
    "what is wrong with the alternative of its kind",
    z.union([z.literal(""), z.uuid(), z.number()]),
    "1",
    "uuid",
    "This value should be a UUID.",
    undefined,
  ],
  [
    "alternatives in the schema's own words",
    z.union([z.string(), z.number()], { error: "This value should be a text." }),
    {},
    "invalid",
    "This value should be a text.",
    undefined,
  ],
  ["no id", z.uuid(), "1", "uuid", "This value should be a UUID.", undefined],
  ["the schema's own words", z.string().min(1, "Say it."), "", "blank", "Say it.", { limit: 1 }],
  [
    "a rule with a code",
    z.string().refine(() => false, { error: "No.", params: { code: "mine" } }),
    "x",
    "mine",
    "No.",
    undefined,
  ],
])("describes %s", (_, schema, raw, code, message, parameters) => {
  expect(violationsOf(z.object({ field: schema }), { field: raw })).toEqual([
    { path: "field", code, message, ...(parameters === undefined ? {} : { parameters }) },
  ]);
});

it("says what is wrong inside of an alternative, and which ones there are", () => {
  const schema = z.union([z.string(), z.strictObject({ from: z.number(), to: z.number() })]);
  expect(violationsOf(z.object({ data: schema }), { data: { from: "a", b: 1, to: 2 } })).toEqual([
    { path: "data.from", code: "type", message: "This value should be a number." },
    {
      path: "data.b",
      code: "unknown_field",
      message: "This field is not known here.",
      parameters: { field: "b" },
    },
  ]);

  const kinds = z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("a") }),
    z.object({ kind: z.literal("b") }),
  ]);
  expect(violationsOf(z.array(kinds), [{ kind: "c" }, {}])).toEqual([
    {
      path: "[0].kind",
      code: "choice",
      message: 'This value should be one of "a", "b".',
      parameters: { choices: "a, b" },
    },
    { path: "[1].kind", code: "required", message: "This value is required." },
  ]);
});

it("names every unknown field", () => {
  const schema = z.strictObject({ list: z.array(z.strictObject({})) });

  expect(violationsOf(schema, { list: [{}, { a: 1, b: 2 }] }).map(({ path, code }) => [path, code])).toEqual([
    ["list[1].a", "unknown_field"],
    ["list[1].b", "unknown_field"],
  ]);
});

it("reports a hundred at most", () => {
  expect(
    violationsOf(
      z.array(z.string()),
      Array.from({ length: 500 }, () => 1),
    ),
  ).toHaveLength(100);
});

it("writes paths like the reference", () => {
  expect(formatPath(["events", 3, "data", "amount"])).toBe("events[3].data.amount");
  expect(formatPath([])).toBe("");
  expect(formatPath([0, "a"])).toBe("[0].a");
});

it("puts paths under a root", () => {
  const at = (path: string) => under("root", [{ path, message: "", code: "" }])[0]?.path;

  expect([at("url"), at("[1].a"), at("")]).toEqual(["root.url", "root[1].a", "root"]);
});
