import { expect, test } from "vitest";
import { atField, emptyEventDefinitionForm, readEventDefinitionForm } from "./form-values.ts";

test("texts that are no JSON are told with the place, both at once", () => {
  const values = { ...emptyEventDefinitionForm(), schema: '{"type": }', example: "{" };
  expect(readEventDefinitionForm(values)).toEqual({
    ok: false,
    problems: [
      { field: "schema", message: expect.stringContaining("Line 1, column 10") },
      { field: "example", message: expect.stringContaining("Line 1") },
    ],
  });
});

test("what the form begins with is an event once it has a name", () => {
  const result = readEventDefinitionForm({ ...emptyEventDefinitionForm(), eventName: "A", title: "A" });
  expect(result).toMatchObject({
    ok: true,
    definition: { schema: { type: "object" }, example: { id: "4711" } },
  });
});

test("what is wrong within a text is said at its field", () => {
  expect(atField({ path: "schema.properties.a.type", message: "No." })).toEqual({
    path: "schema",
    message: "properties.a.type: No.",
  });
  expect(atField({ path: "title", message: "No." })).toEqual({ path: "title", message: "No." });
});
