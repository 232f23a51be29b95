import type { InboxSignature } from "./constants.ts";
import type { InboxRequestDto } from "./schema.ts";

export type InboxRequestRow = {
  id: string;
  receivedAt: Date;
  headers: string;
  body: Uint8Array;
  isCut: boolean;
  signature: InboxSignature;
  deliveryId: string | null;
  subscriptionId: string | null;
  eventName: string | null;
};

/** What is no UTF-8 in a body shows as replacement characters. */
export function presentInboxRequest(row: InboxRequestRow): InboxRequestDto {
  return {
    id: row.id,
    receivedAt: row.receivedAt.toISOString(),
    headers: row.headers
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const at = line.indexOf(": ");
        return { name: line.slice(0, at), value: line.slice(at + 2) };
      }),
    body: Buffer.from(row.body).toString("utf8"),
    isCut: row.isCut,
    signature: row.signature,
    deliveryId: row.deliveryId,
    webhookSubscriptionId: row.subscriptionId,
    eventName: row.eventName,
  };
}
