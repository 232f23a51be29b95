import { expect, test } from "vitest";
import { entityWords, eventWords, fieldChanges, fieldWords } from "./audit-words.ts";

test("entries are told in words", () => {
  expect(eventWords("webhook.secret_rotated")).toBe("Webhook: secret rotated");
  expect(eventWords("apiKey.created")).toBe("API key: created");
  expect(eventWords("custom_event_schema.updated")).toBe("Custom event schema: updated");
  expect(entityWords("webhookSubscription")).toBe("Webhook");
  expect(entityWords("customEventSchema")).toBe("Custom event schema");
  expect(fieldWords("maxInFlight")).toBe("Max in flight");
  expect(fieldWords("timeoutMs")).toBe("Timeout (ms)");
});

test("a difference holds the fields that differ, and what was there before and after", () => {
  expect(
    fieldChanges(
      { url: "https://a", state: "active", events: ["A"], gone: 1 },
      { url: "https://b", state: "active", events: ["A", "B"], limits: { perDay: 3 } },
    ),
  ).toEqual([
    { field: "url", before: "https://a", after: "https://b" },
    { field: "events", before: "A", after: "A\nB" },
    { field: "gone", before: "1", after: null },
    { field: "limits", before: null, after: '{\n  "perDay": 3\n}' },
  ]);
  expect(fieldChanges(undefined, undefined)).toEqual([]);
});
