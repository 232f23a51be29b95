import type { TransferType } from "#lib/loyalty/points/constants.ts";
import type { TransferDto } from "#lib/loyalty/points/schema.ts";

export type TransferState = "done" | "pending" | "cancelled";

/** What the history shows of a transfer. */
export type TransferRow = {
  id: string;
  type: TransferType;
  state: TransferState;
  /** Less than zero where units went. */
  change: number;
  /** Of added units: what is left. */
  remaining: number | null;
  units: string;
  comment: string | null;
  cause: { label: string; href: string | null } | null;
  lockedUntil: string | null;
  expiresAt: string | null;
  registeredOn: string;
};

const GAINS: readonly TransferType[] = ["adding", "p2p_adding"];

export function toTransferRow(transfer: TransferDto): TransferRow {
  const isGain = GAINS.includes(transfer.type);
  return {
    id: transfer.transferId,
    type: transfer.type,
    state: transfer.cancelled ? "cancelled" : transfer.pending ? "pending" : "done",
    change: isGain ? transfer.value : -transfer.value,
    remaining: isGain && !transfer.cancelled ? transfer.remaining : null,
    units: transfer.walletType.name,
    comment: transfer.comment ?? null,
    cause: causeOf(transfer),
    lockedUntil: transfer.pending ? (transfer.lockedUntil ?? null) : null,
    expiresAt: transfer.expiresAt ?? null,
    registeredOn: transfer.registeredOn,
  };
}

function causeOf({ actionCause: cause }: TransferDto): TransferRow["cause"] {
  if (cause === undefined) return null;
  if (cause.campaignId !== null) return { label: "Campaign", href: `/campaigns/${cause.campaignId}` };
  if (cause.transactionId !== null) {
    return { label: "Transaction", href: `/transactions/${cause.transactionId}` };
  }
  if (cause.customEventId !== null) return { label: "Custom event", href: null };
  const { internalEventName: name } = cause;
  return name === null ? null : { label: INTERNAL_EVENTS[name] ?? name, href: null };
}

const INTERNAL_EVENTS: Readonly<Record<string, string>> = { CustomerBoughtReward: "Reward bought" };
