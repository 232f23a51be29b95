import { expect, test } from "vitest";
import { ATTEMPT_ERROR_CODES } from "#lib/delivery/core/answer.ts";
import { answerMeaning, stateMeaning, statusMeaning } from "./meanings.ts";

test("every status and every error code means something", () => {
  for (let status = 100; status < 600; status += 1)
    expect(statusMeaning(status), String(status)).not.toBe("");
  for (const code of ATTEMPT_ERROR_CODES) expect(answerMeaning(null, code), code).not.toBe("");
});

test("a status says why by itself, and a broken answer says both", () => {
  expect(answerMeaning(503, "http_server_error")).toBe(statusMeaning(503));
  expect(answerMeaning(200, "body_timeout")).toContain("did not finish");
  expect(answerMeaning(200, null)).toBe(statusMeaning(200));
});

test("a state that waits says how often it was tried", () => {
  expect(stateMeaning({ state: "pending", attempts: 1, trigger: "schedule" })).toMatch(/^1 attempt has/);
  expect(stateMeaning({ state: "pending", attempts: 3, trigger: "schedule" })).toMatch(/^3 attempts have/);
});
