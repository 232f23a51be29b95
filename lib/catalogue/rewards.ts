import { z } from "zod";
import { defineEvent } from "./define-event.ts";
import {
  COUPON,
  COUPON_REWARD,
  EMMA,
  EMMA_ADDRESS,
  GOLD,
  ISSUED_REWARD_ID,
  REGULARS_SEGMENT,
} from "./example-programme.ts";
import { rewardChange } from "./reward-shape.ts";
import { address, customer, dateTime, number, rewardCause, text, uuid } from "./shapes.ts";

export const customerBoughtReward = defineEvent({
  name: "CustomerBoughtReward",
  category: "rewards",
  title: "Reward redeemed",
  description: "A member has got a reward: bought with units, or given by an administrator or a campaign.",
  triggers: [
    "An administrator assigns a reward to a member.",
    "A campaign gives a reward.",
    "A member buys a reward from the catalogue.",
  ],
  dataSchema: z.looseObject({
    customer: customer.optional(),
    coupon: z
      .looseObject({
        code: text.optional(),
        value: number.optional(),
        status: text.optional(),
        activeFrom: dateTime.optional(),
        activeTo: dateTime.optional(),
        usedAt: dateTime.optional(),
      })
      .optional(),
    reward: z
      .looseObject({ rewardId: uuid.optional(), rewardName: text.optional(), rewardType: text.optional() })
      .optional(),
    rewardRedemption: z.looseObject({ redeemedRewardId: uuid.optional() }).optional(),
    costInPoints: number.optional(),
    pointsBalance: number
      .meta({ description: "Units left after it. Additive: for points_balance of Mage's format" })
      .optional(),
    actionCause: rewardCause.nullable().optional(),
  }),
  example: {
    customer: EMMA,
    coupon: COUPON,
    reward: {
      rewardId: COUPON_REWARD.rewardId,
      rewardName: COUPON_REWARD.name,
      rewardType: COUPON_REWARD.type,
    },
    rewardRedemption: { redeemedRewardId: ISSUED_REWARD_ID },
    costInPoints: COUPON_REWARD.costInPoints,
    pointsBalance: 750,
    actionCause: null,
  },
  legacy: null,
  /** A reward that was given for nothing redeemed no points. */
  mage: [
    {
      event: "points.redeemed",
      fits: (data) => (data.costInPoints ?? 0) > 0,
      toData: (data) => ({
        shopify_customer_id: data.customer?.customerId ?? null,
        email: data.customer?.email ?? null,
        points_redeemed: data.costInPoints,
        points_balance: data.pointsBalance ?? null,
        reward_name: data.reward?.rewardName ?? null,
        reward_id: data.reward?.rewardId ?? null,
        discount_code: data.coupon?.code ?? null,
      }),
    },
  ],
});

export const rewardRedemptionStatusChanged = defineEvent({
  name: "RewardRedemptionStatusChanged",
  category: "rewards",
  title: "Redemption status changed",
  description:
    "A redeemed reward has moved on, for instance from issued to completed. Both states are given.",
  triggers: ["The status of a redeemed reward is changed, in the admin panel or through the API."],
  dataSchema: z.looseObject({
    issuedReward: z
      .looseObject({
        issuedRewardId: text.optional(),
        token: text.optional(),
        name: text.optional(),
        customerId: text.optional(),
        status: text.optional(),
        costInPoints: number.optional(),
        tax: number.optional(),
        taxPriceValue: number.optional(),
        price: number.optional(),
        redemptionDate: dateTime.optional(),
        customerData: z
          .looseObject({
            email: text.nullable().optional(),
            firstName: text.optional(),
            lastName: text.optional(),
            companyName: text.optional(),
            nip: text.optional(),
            phone: text.nullable().optional(),
            loyaltyCardNumber: text.nullable().optional(),
            address: address.optional(),
          })
          .optional(),
        rewardType: text.optional(),
        rewardId: text.optional(),
        issuedCoupon: z
          .looseObject({
            code: text.optional(),
            value: number.optional(),
            activeFrom: dateTime.optional(),
            activeTo: dateTime.optional(),
          })
          .optional(),
      })
      .optional(),
    newStatus: text.optional(),
    newComment: text.optional(),
    newDate: dateTime.optional(),
    oldStatus: text.optional(),
    oldComment: text.optional(),
    oldDate: dateTime.optional(),
  }),
  example: {
    issuedReward: {
      issuedRewardId: ISSUED_REWARD_ID,
      token: COUPON.code,
      name: COUPON_REWARD.name,
      customerId: EMMA.customerId,
      status: "completed",
      costInPoints: COUPON_REWARD.costInPoints,
      tax: 20,
      taxPriceValue: 1.67,
      price: 10,
      redemptionDate: "2025-11-20T16:02:31+00:00",
      customerData: {
        email: EMMA.email,
        firstName: "Emma",
        lastName: "Clarke",
        companyName: "Clarke Studio Ltd",
        nip: "GB284716035",
        phone: EMMA.phone,
        loyaltyCardNumber: EMMA.loyaltyCardNumber,
        address: EMMA_ADDRESS,
      },
      rewardType: COUPON_REWARD.type,
      rewardId: COUPON_REWARD.rewardId,
      issuedCoupon: COUPON,
    },
    newStatus: "completed",
    newComment: "Used in the Camden shop",
    newDate: "2025-11-22T11:47:03+00:00",
    oldStatus: "issued",
    oldComment: "",
    oldDate: "2025-11-20T16:02:31+00:00",
  },
  legacy: null,
});

export const couponWillExpire = defineEvent({
  name: "CouponWillExpire",
  category: "rewards",
  title: "Coupon is about to expire",
  description: "A member has a coupon that can be used for a few more days only.",
  triggers: [
    "The set number of days before a reward coupon expires is reached (settings: expiring notifications, expiring coupons).",
  ],
  dataSchema: z.looseObject({
    customer: customer.optional(),
    issuedCoupon: z
      .looseObject({
        valueType: text.optional(),
        code: text.optional(),
        value: number.optional(),
        activeFrom: dateTime.optional(),
        activeTo: dateTime.optional(),
        usedAt: dateTime.optional(),
      })
      .optional(),
  }),
  example: { customer: EMMA, issuedCoupon: { valueType: "money", ...COUPON } },
  // A legacy type can be guessed (`account.expiring_coupon_notification`), its data cannot.
  legacy: null,
});

const tenPoundsOff = {
  rewardId: COUPON_REWARD.rewardId,
  active: true,
  fulfillmentTracking: false,
  canBeBoughtManually: true,
  type: COUPON_REWARD.type,
  name: COUPON_REWARD.name,
  price: 10,
  levels: [GOLD.levelId],
  segments: [REGULARS_SEGMENT.segmentId],
  categories: ["018595cb-3240-7f6c-a89b-7af14fd6f8bc"],
  photos: [],
  translations: [{ name: COUPON_REWARD.name, id: 41, locale: "en" }],
  createdAt: "2025-09-01T11:30:00+00:00",
  activity: { allTime: false, from: "2025-09-01T00:00:00+00:00", to: "2026-08-31T23:59:59+00:00" },
  visibility: { allTime: true },
  labels: [{ key: "season", value: "autumn" }],
  featured: false,
  public: true,
  costInPoints: COUPON_REWARD.costInPoints,
  usageLimit: { perUser: 3, general: -1 },
  limits: { perMember: { interval: { type: "calendarMonths" as const }, value: 1 } },
};

export const rewardCreated = defineEvent({
  name: "RewardCreated",
  category: "rewards",
  title: "Reward created",
  description: "A reward has been added to the catalogue. It may still be inactive or hidden.",
  triggers: ["A reward is created in the admin panel or through the API."],
  dataSchema: rewardChange,
  example: { reward: tenPoundsOff },
  legacy: null,
});

export const rewardUpdated = defineEvent({
  name: "RewardUpdated",
  category: "rewards",
  title: "Reward changed",
  description: "A reward in the catalogue has been edited. The event gives the reward as it is now.",
  triggers: ["A reward is edited, switched on or switched off in the admin panel or through the API."],
  dataSchema: rewardChange,
  example: { reward: { ...tenPoundsOff, featured: true, costInPoints: 450 } },
  legacy: null,
});
