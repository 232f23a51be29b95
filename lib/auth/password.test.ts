import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./password.ts";
import { PASSWORD_CHARS_MAX } from "./schema.ts";

describe("passwords", () => {
  it("are kept as argon2id with OWASP's parameters and a salt of their own", async () => {
    const [one, two] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it("fit their own hash only", async () => {
    const hash = await hashPassword("correct horse");
    expect(await verifyPassword(hash, "correct horse")).toBe(true);
    expect(await verifyPassword(hash, "correct horse ")).toBe(false);
    expect(await verifyPassword(hash, "")).toBe(false);
  });

  it("of nobody never fit", async () => {
    expect(await verifyPassword(null, "")).toBe(false);
    expect(await verifyPassword("not a hash", "not a hash")).toBe(false);
  });

  it("that are too long are refused without hashing them", async () => {
    const tooLong = "x".repeat(PASSWORD_CHARS_MAX + 1);
    expect(await verifyPassword(await hashPassword(tooLong), tooLong)).toBe(false);
  });

  it("take as long for a user who does not exist", async () => {
    const hash = await hashPassword("correct horse");
    const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
    for (let round = 0; round < 7; round += 1) {
      times.known.push(await timed(() => verifyPassword(hash, "wrong")));
      times.unknown.push(await timed(() => verifyPassword(null, "wrong")));
    }
    // A check that is skipped answers in microseconds; the bounds leave room for a busy machine.
    const ratio = median(times.unknown) / median(times.known);
    expect(ratio).toBeGreaterThan(0.2);
    expect(ratio).toBeLessThan(5);
  });
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
