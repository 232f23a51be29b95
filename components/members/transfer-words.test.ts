import { expect, it } from "vitest";
import type { TransferRow } from "./transfer-row.ts";
import { transferChanges } from "./transfer-words.ts";

const row: TransferRow = {
  id: "1",
  type: "adding",
  state: "done",
  change: 100,
  remaining: 100,
  units: "Points",
  comment: null,
  cause: null,
  lockedUntil: null,
  expiresAt: null,
  registeredOn: "2026-11-20T10:15:00Z",
};

it.each<[string, Partial<TransferRow>, string[]]>([
  ["added units of which none is used", {}, ["expire", "cancel"]],
  ["added units of which some are used", { remaining: 40 }, ["expire"]],
  ["added units that are used up", { remaining: 0 }, []],
  ["pending units", { state: "pending", remaining: 0 }, ["activate", "cancel"]],
  ["received units", { type: "p2p_adding" }, ["expire"]],
  ["blocked units", { type: "blocked", change: -100, remaining: null }, ["unblock"]],
  ["spent units", { type: "spending", change: -100, remaining: null }, ["cancel"]],
  ["sent units", { type: "p2p_spending", change: -100, remaining: null }, []],
  ["expired units", { type: "expired", change: -100, remaining: null }, []],
  ["a cancelled transfer", { type: "blocked", state: "cancelled", remaining: null }, []],
])("of %s only what the programme allows is offered", (_, change, kinds) => {
  expect(transferChanges({ ...row, ...change }).map(({ kind }) => kind)).toEqual(kinds);
});
