import type { TransferType } from "#lib/loyalty/points/constants.ts";
import type { TransferRow } from "./transfer-row.ts";

export const TRANSFER_TYPE_WORDS: Record<TransferType, string> = {
  adding: "Added",
  spending: "Spent",
  p2p_adding: "Received",
  p2p_spending: "Sent",
  blocked: "Blocked",
  expired: "Expired",
};

/** Something that can still be done about a transfer. */
export type TransferChange = {
  kind: "unblock" | "cancel" | "activate" | "expire";
  verb: "cancel" | "activate" | "expire";
  label: string;
  /** @param units how many, in words */
  question: (units: string) => string;
  description: string;
  done: string;
  /** The member has less afterwards. */
  isLoss: boolean;
};

const UNBLOCK: TransferChange = {
  kind: "unblock",
  verb: "cancel",
  label: "Unblock",
  question: (units) => `Unblock ${units} units?`,
  description: "The member can spend them again.",
  done: "The units are not blocked any more",
  isLoss: false,
};
const GIVE_BACK: TransferChange = {
  kind: "cancel",
  verb: "cancel",
  label: "Give back",
  question: (units) => `Give ${units} units back?`,
  description: "As if they had not been spent: the member has them again.",
  done: "The units are given back",
  isLoss: false,
};
const TAKE_BACK: TransferChange = {
  kind: "cancel",
  verb: "cancel",
  label: "Cancel",
  question: (units) => `Cancel this transfer of ${units} units?`,
  description:
    "As if they had not been added. This is possible while none of them is spent, blocked or expired.",
  done: "The transfer is cancelled",
  isLoss: true,
};
const ACTIVATE: TransferChange = {
  kind: "activate",
  verb: "activate",
  label: "Activate now",
  question: (units) => `Activate ${units} units now?`,
  description: "The member can spend them at once, and not only when their lock ends.",
  done: "The units are active",
  isLoss: false,
};
const EXPIRE: TransferChange = {
  kind: "expire",
  verb: "expire",
  label: "Expire now",
  question: () => "Let what is left of them expire now?",
  description: "The member loses what is left of these units. This cannot be undone.",
  done: "The units are expired",
  isLoss: true,
};

export function transferChanges({ type, state, change, remaining }: TransferRow): readonly TransferChange[] {
  if (state === "cancelled") return [];
  if (type === "blocked") return [UNBLOCK];
  if (type === "spending") return [GIVE_BACK];
  if (state === "pending") return [ACTIVATE, TAKE_BACK];
  if ((type !== "adding" && type !== "p2p_adding") || (remaining ?? 0) <= 0) return [];
  return type === "adding" && remaining === change ? [EXPIRE, TAKE_BACK] : [EXPIRE];
}
