import type { Amount } from "./core/amount.ts";
import type { LockedMember } from "./members/data.ts";

export type Label = { key: string; value: string };

/** What campaigns look at and achievements count. The member is active and its row is held. */
export type ActionTrigger =
  | {
      type: "transaction";
      member: LockedMember;
      transactionId: string;
      documentNumber: string;
      documentType: "sell" | "return";
      grossValue: Amount;
      purchasedAt: Date;
      createdAt: Date;
      items: readonly TriggerItem[];
      labels: readonly Label[];
      channelId: string | null;
    }
  | {
      type: "custom_event";
      member: LockedMember;
      customEventId: string;
      eventType: string;
      /** The publisher's own id. */
      eventId: string | null;
      eventDate: Date;
      createdAt: Date;
      body: Readonly<Record<string, unknown>>;
    };

export type TriggerItem = {
  sku: string;
  name: string;
  category: string;
  maker: string | null;
  quantity: Amount;
  grossValue: Amount;
  labels: readonly Label[];
};
