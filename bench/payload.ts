import { CATALOGUE } from "#lib/catalogue/catalogue.ts";

const MARK = '"sequence":"';
const DIGITS = 8;

const SMALL = '{"amount":125,"amountChange":25,"amountChangeType":"add"}';

/**
 * Makes the data of events of a size in bytes, 120 or more: the catalogue's example where it fits (about 1 KB), a
 * comment that fills up, and a number that says which event it is.
 */
export function payloadOf(bytes: number): (sequence: number) => string {
  const example = JSON.stringify(CATALOGUE.AvailablePointsAmountChanged.example);
  const base = Buffer.byteLength(example) + 50 > bytes ? SMALL : example;
  const empty = `${base.slice(0, -1)},"comment":"",${MARK}${"0".repeat(DIGITS)}"}`;
  const comment = "x".repeat(Math.max(0, bytes - Buffer.byteLength(empty)));
  const start = `${base.slice(0, -1)},"comment":"${comment}",${MARK}`;
  return (sequence) => `${start}${String(sequence).padStart(DIGITS, "0")}"}`;
}

/** The number of the event in a body that carries it; -1 when there is none. */
export function sequenceIn(body: Buffer): number {
  const at = body.lastIndexOf(MARK);
  return at === -1 ? -1 : Number(body.toString("latin1", at + MARK.length, at + MARK.length + DIGITS));
}
