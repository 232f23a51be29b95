import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AppError } from "#lib/errors/app-error.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { aContext, aStore } from "#lib/testing/factories.ts";
import { aMember } from "#lib/testing/loyalty.ts";
import { inAction } from "../action.ts";
import { type Amount, amountOf, amountText, minus, plus, ZERO } from "../core/amount.ts";
import { addUnits, blockUnits, sendUnits, spendUnits } from "./mutations.ts";
import { activateTransfer, cancelTransfer, expireTransfer } from "./transfers.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const step = fc.record({
  action: fc.constantFrom("add", "addPending", "spend", "block", "send", "cancel", "activate", "expire"),
  member: fc.nat(2),
  micro: fc.bigInt({ min: 1n, max: 50_000_000n }).map((value) => value as Amount),
  pick: fc.nat(1_000),
});
type Step = { action: string; member: number; micro: Amount; pick: number };

/** A history; what a step is refused, it is refused by the rules and by nothing else. */
async function play(history: readonly Step[], isConcurrent: boolean) {
  const { services } = database;
  const store = await aStore(services);
  const ctx = aContext(services, store);
  const members = [
    await aMember(services, store),
    await aMember(services, store),
    await aMember(services, store),
  ];
  const transfers: string[] = [];
  const run = async ({ action, member, micro, pick }: Step) => {
    const memberId = members[member]?.id ?? "";
    const other = members[(member + 1) % 3]?.id ?? "";
    const chosen = transfers[pick % Math.max(1, transfers.length)];
    const movement = { memberId, units: micro, cause: null };
    const later = new Date(services.now() + 3_600_000);
    const work = async (tx: Transaction) => {
      if (action === "add") return addUnits(tx, ctx, movement);
      if (action === "addPending") return addUnits(tx, ctx, { ...movement, lockedUntil: later });
      if (action === "spend") return spendUnits(tx, ctx, movement);
      if (action === "block") return blockUnits(tx, ctx, movement);
      if (action === "send")
        return sendUnits(tx, ctx, { senderId: memberId, receiverId: other, units: micro });
      if (chosen === undefined) return null;
      if (action === "cancel") await cancelTransfer(tx, ctx, chosen);
      else if (action === "activate") await activateTransfer(tx, ctx, chosen);
      else await expireTransfer(tx, ctx, chosen);
      return null;
    };
    try {
      const moved = await inAction(ctx, work);
      if (moved !== null) transfers.push(moved.transferId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  };
  if (isConcurrent) await Promise.all(history.map(run));
  else for (const one of history) await run(one);
  await compare(store.id);
}

/** Every sum of every wallet against what its transfers say. */
async function compare(storeId: string) {
  const { prisma } = database.services.db;
  const wallets = await prisma.wallet.findMany({
    where: { storeId },
    include: { transfers: { include: { taken: true } } },
  });
  for (const wallet of wallets) {
    const sum = (type: string, state: string) =>
      plus(
        ...wallet.transfers
          .filter((row) => row.type === type && row.state === state)
          .map((row) => amountOf(row.units)),
      );
    const expected = {
      earned: sum("adding", "active"),
      locked: sum("adding", "pending"),
      spent: sum("spending", "active"),
      blocked: sum("blocked", "active"),
      expired: sum("expired", "active"),
      sent: sum("p2p_spending", "active"),
      received: sum("p2p_adding", "active"),
    };
    const gone = plus(expected.spent, expected.blocked, expected.expired, expected.sent);
    const active = minus(plus(expected.earned, expected.received), gone);
    const stored = Object.fromEntries(
      (["active", ...Object.keys(expected)] as (keyof typeof expected | "active")[]).map((key) => [
        key,
        amountText(amountOf(wallet[key])),
      ]),
    );
    expect(stored).toEqual(
      Object.fromEntries(
        Object.entries({ active, ...expected }).map(([key, value]) => [key, amountText(value)]),
      ),
    );
    expect(active >= ZERO).toBe(true);
    // What is left of the lots is what can be spent.
    expect(plus(...wallet.transfers.map((row) => amountOf(row.remaining)))).toBe(active);
    // Each transfer that took units took exactly as many, and a cancelled one none.
    for (const row of wallet.transfers) {
      if (row.type === "adding" || row.type === "p2p_adding") continue;
      const taken = plus(...row.taken.map((use) => amountOf(use.units)));
      expect(taken).toBe(row.state === "cancelled" ? ZERO : amountOf(row.units));
    }
  }
}

it("balances are what the transfers say after any history", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), (history) => play(history, false)),
    { numRuns: 12, endOnFailure: true },
  );
});

it("balances are what the transfers say when everything happens at once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), (history) => play(history, true)),
    { numRuns: 6, endOnFailure: true },
  );
});
