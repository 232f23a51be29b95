import type { InboxSignature } from "./constants.ts";

export type InboxDto = {
  /** Whoever has it may send to the inbox, and nothing else. */
  url: string;
  expiresAt: string;
  /** Why deliveries may not go to it from here; null when they may. */
  problem: string | null;
};

export type InboxRequestDto = {
  id: string;
  receivedAt: string;
  headers: { name: string; value: string }[];
  body: string;
  isCut: boolean;
  signature: InboxSignature;
  deliveryId: string | null;
  webhookSubscriptionId: string | null;
  eventName: string | null;
};

export type InboxContents = { inbox: InboxDto | null; requests: InboxRequestDto[] };
