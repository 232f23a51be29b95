import { expect, test } from "vitest";
import { CustomEventSchemaChange, NewCustomEventSchema } from "../schema.ts";
import { customEventFieldOf, customEventForm, customEventFormOf } from "./form-schema.ts";

const SCHEMA = {
  eventType: "shop_visit",
  name: "Visited a shop",
  schema: { fields: [{ type: "text" as const, name: "shop", description: "Its code" }] },
  active: false,
  createdAt: "2026-11-26T10:00:00.000Z",
};

test("a form that nobody touches says what is there, in the words of the API", () => {
  const { eventType, ...described } = customEventForm.parse(customEventFormOf(SCHEMA));
  expect(eventType).toBe("shop_visit");
  expect(CustomEventSchemaChange.parse(described)).toEqual({
    name: SCHEMA.name,
    schema: SCHEMA.schema,
    active: { isActive: false },
  });
});

test("what the server says of a field is said at it", () => {
  expect(customEventFieldOf("schema.fields[1].name")).toBe("fields[1].name");
  expect(customEventFieldOf("active.isActive")).toBe("active");
});

test("the name of the console's page for a new type is no type", () => {
  const typed = { name: "New", schema: { fields: [] } };
  expect(NewCustomEventSchema.safeParse({ ...typed, eventType: "new" }).error?.issues[0]?.path).toEqual([
    "eventType",
  ]);
  expect(NewCustomEventSchema.safeParse({ ...typed, eventType: "newer" }).success).toBe(true);
});
