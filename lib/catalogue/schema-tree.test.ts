import { expect, test } from "vitest";
import { catalogueEntries } from "./catalogue.ts";
import { dataJsonSchema } from "./json-schema.ts";
import { schemaTree } from "./schema-tree.ts";

test("each field of every event stands in its tree with a type in words", () => {
  for (const { name } of catalogueEntries()) {
    const schema = dataJsonSchema(name);
    const tree = schemaTree(schema);
    expect(tree.length).toBeGreaterThan(0);
    if (schema.properties) expect(tree.map((node) => node.name)).toEqual(Object.keys(schema.properties));
    const types = (nodes: typeof tree): string[] =>
      nodes.flatMap((node) => [node.type, ...types(node.children)]);
    for (const type of types(tree)) expect(type).not.toMatch(/undefined|\[object|string|integer/);
  }
});

test("lists, choices, formats and what may be null are said in words, to a bounded depth", () => {
  const node = (field: unknown) => schemaTree({ type: "object", properties: { field } })[0];
  expect(node({ type: ["string", "null"] })?.type).toBe("text or null");
  expect(node({ type: "string", format: "uuid" })?.type).toBe("UUID");
  expect(node({ enum: ["a", "b"] })?.type).toBe('one of "a", "b"');
  expect(node({})?.type).toBe("anything");
  expect(node({ type: "array", items: { type: "string" } })?.type).toBe("list of: text");
  const list = node({
    type: "array",
    items: { type: "object", required: ["x"], properties: { x: {}, y: {} } },
  });
  expect(list?.type).toBe("list of objects");
  expect(list?.children.map(({ name, isRequired }) => [name, isRequired])).toEqual([
    ["x", true],
    ["y", false],
  ]);
  const orNull = node({ anyOf: [{ type: "object", properties: { z: {} } }, { type: "null" }] });
  expect([orNull?.type, orNull?.children.length]).toEqual(["object or null", 1]);
  let deep: object = {};
  for (let at = 0; at < 50; at += 1) deep = { type: "object", properties: { deep } };
  const depthOf = (nodes: ReturnType<typeof schemaTree>): number =>
    nodes.length === 0 ? 0 : 1 + depthOf(nodes[0]?.children ?? []);
  expect(depthOf(schemaTree(deep))).toBe(12);
  for (const nonsense of [null, 7, [], "x", { properties: null }]) expect(schemaTree(nonsense)).toEqual([]);
});
