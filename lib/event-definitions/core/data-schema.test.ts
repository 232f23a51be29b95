import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { expect, test } from "vitest";
import { dataIssues, schemaViolations } from "./data-schema.ts";

const SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  title: "A parcel left",
  properties: {
    orderId: { type: "string", format: "uuid" },
    carrier: { enum: ["dhl", "ups", null] },
    weightKg: { type: ["number", "null"], exclusiveMinimum: 0, maximum: 100 },
    sentAt: { type: "string", format: "date-time" },
    parcels: {
      type: "array",
      minItems: 1,
      maxItems: 3,
      items: {
        type: "object",
        properties: { code: { type: "string", minLength: 2, maxLength: 4 } },
        required: ["code"],
        additionalProperties: false,
      },
    },
  },
  required: ["orderId", "parcels"],
};
const DATA = {
  orderId: "018dfe71-2880-7c3c-9321-38dc017d3ae2",
  carrier: "dhl",
  weightKg: 1.5,
  sentAt: "2026-11-20T10:15:00Z",
  parcels: [{ code: "A1" }],
};

const said = (data: unknown) =>
  dataIssues(SCHEMA, data).map(({ path, message }) => `${path.join(".")}: ${message}`);

test("data that fit have no issues, and fields that the schema does not name are let through", () => {
  expect(schemaViolations(SCHEMA, "schema")).toEqual([]);
  expect(said(DATA)).toEqual([]);
  expect(said({ ...DATA, weightKg: null, more: { of: "it" } })).toEqual([]);
});

test("each thing that does not fit is named with its place and what was expected", () => {
  expect(
    said({
      carrier: "fedex",
      weightKg: 0,
      sentAt: "2026-02-31T10:15:00Z",
      parcels: [{ code: "A" }, { kode: "A1" }, "A1", { code: "🎉🎉🎉🎉🎉" }],
    }),
  ).toEqual([
    "orderId: Required: expected a string.",
    'carrier: Expected one of "dhl", "ups", null.',
    "weightKg: Expected a number above 0.",
    "sentAt: Expected a date and time such as 2026-11-20T10:15:00Z.",
    "parcels: Expected at most 3 items.",
    "parcels.0.code: Expected at least 2 characters.",
    "parcels.1.code: Required: expected a string.",
    "parcels.1.kode: This field should not be here.",
    "parcels.2: Expected an object, received a string.",
    "parcels.3.code: Expected at most 4 characters.",
  ]);
  expect(said([])).toEqual([": Expected an object, received an array."]);
});

test("what is called __proto__ or constructor is a field like another", () => {
  const schema = JSON.parse(
    '{"type":"object","properties":{"__proto__":{"type":"string"}},"required":["constructor"]}',
  );
  expect(schemaViolations(schema, "schema")).toEqual([]);
  expect(dataIssues(schema, JSON.parse('{"__proto__":1,"constructor":1}'))).toEqual([
    { path: ["__proto__"], message: "Expected a string, received a number." },
  ]);
  expect(dataIssues(schema, {})).toEqual([{ path: ["constructor"], message: "Required: expected a value." }]);
});

test.each([
  ["a pattern", { type: "object", properties: { a: { pattern: "(a+)+$" } } }, "schema.properties.a.pattern"],
  ["a reference", { type: "object", $ref: "http://example.com/x" }, "schema.$ref"],
  ["an alternative", { type: "object", anyOf: [] }, "schema.anyOf"],
  ["an unknown type", { type: "object", properties: { a: { type: "text" } } }, "schema.properties.a.type"],
  ["an unknown format", { type: "object", items: { format: "hostname" } }, "schema.items.format"],
  ["a list as data", { type: "array" }, "schema.type"],
  ["no schema", "object", "schema"],
  ["no choices", { type: "object", properties: { a: { enum: [] } } }, "schema.properties.a.enum"],
  [
    "a negative length",
    { type: "object", properties: { a: { minLength: -1 } } },
    "schema.properties.a.minLength",
  ],
])("a schema with %s is refused by the place", (_, schema, path) => {
  expect(schemaViolations(schema, "schema").map((violation) => violation.path)).toEqual([path]);
});

test("schemas without end are refused", () => {
  let deep: object = { type: "object" };
  for (let level = 0; level < 2_000; level += 1) deep = { type: "object", properties: { a: deep } };
  expect(schemaViolations(deep, "schema").map(({ code }) => code)).toEqual(["too_deep"]);
  const properties = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`f${index}`, {}]));
  const wide = schemaViolations({ type: "object", properties }, "schema");
  expect(wide.map(({ code }) => code)).toEqual(["too_many"]);
});

test("what it lets through is what an independent validator lets through", () => {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  formats.default(ajv);
  const scalar = fc.oneof(
    fc.constantFrom("", "a", "ab", "abc"),
    fc.integer({ min: -3, max: 3 }),
    fc.constant(null),
    fc.boolean(),
    fc.constant(1.5),
  );
  const { schema } = fc.letrec((tie) => ({
    leaf: fc.record(
      {
        type: fc.constantFrom(
          "string",
          "number",
          "integer",
          "boolean",
          "null",
          ["string", "null"],
          ["integer", "boolean"],
        ),
        enum: fc.array(scalar, { minLength: 1, maxLength: 3 }),
        const: scalar,
        minLength: fc.nat(2),
        maxLength: fc.nat(2),
        minimum: fc.integer({ min: -2, max: 2 }),
        exclusiveMaximum: fc.integer({ min: -2, max: 2 }),
      },
      { requiredKeys: [] },
    ),
    list: fc.record(
      { type: fc.constant("array"), items: tie("node"), minItems: fc.nat(1), maxItems: fc.nat(3) },
      { requiredKeys: ["type"] },
    ),
    object: fc.record(
      {
        type: fc.constant("object"),
        properties: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("node"), { maxKeys: 3 }),
        required: fc.uniqueArray(fc.constantFrom("a", "b", "d"), { maxLength: 2 }),
        additionalProperties: fc.oneof(fc.boolean(), tie("leaf")),
      },
      { requiredKeys: ["type"] },
    ),
    node: fc.oneof({ depthSize: "small" }, tie("leaf"), tie("list"), tie("object")),
    schema: tie("object"),
  }));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      scalar,
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "c", "d"), tie("value"), { maxKeys: 4 }),
    ),
  }));
  let fitting = 0;
  fc.assert(
    fc.property(schema, fc.array(value, { minLength: 8, maxLength: 8 }), (anySchema, values) => {
      const own = anySchema as Record<string, unknown>;
      expect(schemaViolations(own, "schema")).toEqual([]);
      const validate = ajv.compile(own);
      for (const data of values) {
        const isFitting = validate(data);
        if (isFitting) fitting += 1;
        expect(dataIssues(own, data).length === 0, JSON.stringify({ own, data })).toBe(isFitting);
      }
    }),
    { seed: 7, numRuns: 300 },
  );
  expect(fitting).toBeGreaterThan(50);
});
