export const TRANSFER_TYPES = [
  "adding",
  "spending",
  "p2p_adding",
  "p2p_spending",
  "blocked",
  "expired",
] as const;
export type TransferType = (typeof TRANSFER_TYPES)[number];
