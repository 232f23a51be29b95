import { expect, test } from "vitest";
import type { EventSchema } from "../schema.ts";
import { bodyViolations } from "./body.ts";

const SCHEMA: EventSchema = {
  fields: [
    { type: "text", name: "platform", description: "" },
    { type: "number", name: "steps", description: "" },
    { type: "datetime", name: "startedAt", description: "" },
    { type: "boolean", name: "isFirst", description: "" },
    { type: "object", name: "device", description: "" },
    { type: "collection", name: "tags", description: "" },
  ],
};

test("a body of the schema's fields and types is right, whatever it leaves out", () => {
  expect(bodyViolations(SCHEMA, {})).toEqual([]);
  expect(
    bodyViolations(SCHEMA, {
      platform: "ios",
      steps: 1.5,
      startedAt: "2026-11-20T10:15:00Z",
      isFirst: false,
      device: { model: "x" },
      tags: [],
    }),
  ).toEqual([]);
  expect(bodyViolations(SCHEMA, { platform: null, startedAt: "2026-11-20" })).toEqual([]);
});

test("each field of another type, and each unknown one, is named", () => {
  const body = {
    platform: 1,
    steps: "1",
    startedAt: "2026-13-40",
    isFirst: "no",
    device: [],
    tags: {},
    x: 1,
  };
  expect(bodyViolations(SCHEMA, body).map(({ path, code }) => `${path} ${code}`)).toEqual([
    "body.platform type",
    "body.steps type",
    "body.startedAt type",
    "body.isFirst type",
    "body.device type",
    "body.tags type",
    "body.x unknown_field",
  ]);
});
