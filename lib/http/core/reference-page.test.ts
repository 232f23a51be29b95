import { expect, test } from "vitest";
import { referenceSections } from "./reference-page.ts";

const document = {
  tags: [{ name: "Things", description: "What there is." }],
  components: {
    schemas: {
      Thing: {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string" }, sizes: { type: "array", items: { type: "integer" } } },
      },
    },
  },
  paths: {
    "/things/{id}": {
      put: {
        operationId: "thingPut",
        summary: "Change a thing",
        tags: ["Things"],
        security: [{ Bearer: [] }, { ApiKey: [] }],
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } }],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: { thing: { $ref: "#/components/schemas/Thing" } },
                required: ["thing"],
              },
              example: { thing: { name: "a" } },
            },
          },
        },
        responses: { 204: { description: "Done" } },
      },
    },
  },
  webhooks: {
    ThingChanged: { post: { operationId: "webhookThingChanged", tags: ["Events"], responses: {} } },
  },
};

test("each operation stands under its heading with its fields, the wrapped ones included, and its examples", () => {
  const [things, events] = referenceSections(document);
  expect(things).toMatchObject({ id: "things", title: "Things", description: "What there is." });
  expect(things?.operations[0]).toMatchObject({
    id: "thingPut",
    method: "PUT",
    path: "/things/{id}",
    credentials: ["Bearer", "ApiKey"],
    requestExample: JSON.stringify({ thing: { name: "a" } }, null, 2),
    answers: [{ status: "204", description: "Done", example: null }],
  });
  expect(
    things?.operations[0]?.fields.map(({ name, where, type, isRequired }) => [name, where, type, isRequired]),
  ).toEqual([
    ["id", "path", "string (uuid)", true],
    ["thing", "body", "object", true],
    ["thing.name", "body", "string", true],
    ["thing.sizes", "body", "array of integer", false],
  ]);
  expect(events?.operations[0]).toMatchObject({ method: "EVENT", path: "ThingChanged" });
});

test("a document without anything in it is an empty page", () => {
  expect(referenceSections({})).toEqual([]);
});
