import { z } from "zod";
import { defineEvent } from "./define-event.ts";
import { EMMA, PURCHASE, PURCHASE_CAUSE, TRANSFER, WALLET } from "./example-programme.ts";
import { actionCause, customer, dateTime, flag, number, text, uuid, walletType } from "./shapes.ts";

export const availablePointsAmountChanged = defineEvent({
  name: "AvailablePointsAmountChanged",
  category: "points",
  title: "Available units changed",
  description:
    "The number of units that a member can spend has gone up or down. The event gives the new balance, the difference and its cause.",
  triggers: [
    "A member spends units, by buying a reward or through the API.",
    "An administrator adds or deducts units.",
    "A campaign adds or deducts units.",
    "Unit transfers are imported.",
    "A unit transfer is cancelled.",
    "Pending units become active, by themselves or by an administrator.",
    "Units expire, by themselves or by an administrator.",
    "Units are blocked or unblocked.",
    "Members transfer units to each other: one event for the sender and one for the receiver.",
  ],
  dataSchema: z.looseObject({
    customer: customer.optional(),
    accountId: text.min(1).meta({ description: "The same as wallet.walletId", deprecated: true }).optional(),
    amount: number.nullable().meta({ description: "Units available after the change" }).optional(),
    amountChange: number.nullable().meta({ description: "Units added or taken" }).optional(),
    amountChangeType: text.meta({ description: "Whether the change adds or subtracts" }).optional(),
    transferId: uuid.optional(),
    wallet: z.looseObject({ walletId: text.optional(), walletType: walletType.optional() }).optional(),
    actionCause: actionCause.nullable().optional(),
  }),
  example: {
    customer: EMMA,
    accountId: WALLET.walletId,
    amount: 1250,
    amountChange: TRANSFER.units,
    amountChangeType: "add",
    transferId: TRANSFER.transferId,
    wallet: WALLET,
    actionCause: PURCHASE_CAUSE,
  },
  legacy: {
    type: "account.available_points_amount_changed",
    toData: (data) => ({
      customerId: data.customer?.customerId,
      amount: data.amount,
      amount_change: data.amountChange,
      amount_change_type: data.amountChangeType,
    }),
  },
  /** Every gain of units is earned, whatever its cause: Mage knows no other. A loss is none of Mage's events. */
  mage: [
    {
      event: "points.earned",
      fits: (data) => data.amountChangeType !== "subtract" && (data.amountChange ?? 0) > 0,
      toData: (data) => ({
        shopify_customer_id: data.customer?.customerId ?? null,
        email: data.customer?.email ?? null,
        points_earned: data.amountChange,
        points_balance: data.amount ?? null,
      }),
    },
  ],
});

export const unitsTransferWasAdded = defineEvent({
  name: "UnitsTransferWasAdded",
  category: "points",
  title: "Unit transfer added",
  description:
    "A movement of units has been entered in a member's wallet: earned, spent, blocked, expired, or sent to or received from another member. Pending units are reported too, before they can be spent.",
  triggers: [
    "Units are added to or spent from a wallet, by a campaign, an administrator, an import or the API.",
    "Units are blocked.",
    "Units expire.",
    "A member sends units to another member: one event for each of the two.",
  ],
  dataSchema: z.looseObject({
    member: customer.optional(),
    wallet: z.looseObject({ walletId: uuid.optional(), walletType: walletType.optional() }).optional(),
    createdAt: dateTime.optional(),
    expiresAt: dateTime.optional(),
    units: number.optional(),
    comment: text.optional(),
    type: z.enum(["adding", "spending", "p2p_adding", "p2p_spending", "blocked", "expired"]).optional(),
    pending: flag.optional(),
    lockedUntil: dateTime.optional(),
    transferId: uuid.optional(),
    relatedTransferId: uuid
      .meta({ description: "The transfer that expired; only for transfers of type expired" })
      .optional(),
    actionCause: actionCause.nullable().optional(),
  }),
  example: {
    member: EMMA,
    wallet: WALLET,
    createdAt: PURCHASE.registeredAt,
    expiresAt: "2026-11-14T23:59:59+00:00",
    units: TRANSFER.units,
    comment: `Purchase ${PURCHASE.documentNumber}`,
    type: "adding",
    pending: false,
    transferId: TRANSFER.transferId,
    actionCause: PURCHASE_CAUSE,
  },
  legacy: null,
});

export const pointsWillExpire = defineEvent({
  name: "PointsWillExpire",
  category: "points",
  title: "Units are about to expire",
  description: "Units in a member's wallet will be lost soon unless they are spent.",
  triggers: [
    "The set number of days before units expire is reached (settings: expiring notifications, expiring units).",
  ],
  dataSchema: z.looseObject({
    accountId: uuid.meta({ description: "The wallet that holds the units" }).optional(),
    points: number.meta({ description: "Units of the transfer that expires" }).optional(),
    remainingUnits: number.meta({ description: "What is left of them" }).optional(),
    pointsWillExpire: dateTime.meta({ description: "When they expire" }).optional(),
  }),
  example: {
    accountId: WALLET.walletId,
    points: TRANSFER.units,
    remainingUnits: 60,
    pointsWillExpire: "2026-11-14T23:59:59+00:00",
  },
  /**
   * Legacy bodies name the member here and v5 data does not: the `customer…` fields come through when the
   * publisher sends them as extra fields, and are left out otherwise.
   */
  legacy: {
    type: "account.expiring_points_notification",
    toData: (data) => [
      {
        customerId: data.customerId,
        customerEmail: data.customerEmail,
        customerPhone: data.customerPhone,
        customerLoyaltyCardNumber: data.customerLoyaltyCardNumber,
        customerFirstName: data.customerFirstName,
        customerLastName: data.customerLastName,
        points: data.points,
        pointsWillExpire: data.pointsWillExpire,
      },
    ],
  },
});
