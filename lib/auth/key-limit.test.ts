import { expect, test } from "vitest";
import { countKeyRequest, KEY_LIMIT } from "./key-limit.ts";

test("a key has its requests, is told how many are left, and then when to come back; another key has its own", async () => {
  const { requests, windowSeconds } = KEY_LIMIT;
  expect(await countKeyRequest("one")).toEqual({
    limit: requests,
    remaining: requests - 1,
    resetSeconds: windowSeconds,
  });
  for (let count = 1; count < requests; count += 1) await countKeyRequest("one");
  const refusal = await countKeyRequest("one").catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "too_many_requests", rateLimit: { limit: requests, remaining: 0 } });
  const { retryAfterSeconds = 0 } = refusal as { retryAfterSeconds?: number };
  expect(retryAfterSeconds).toBeGreaterThanOrEqual(1);
  expect(retryAfterSeconds).toBeLessThanOrEqual(windowSeconds);
  expect((await countKeyRequest("another")).remaining).toBe(requests - 1);
});
