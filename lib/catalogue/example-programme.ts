/**
 * The programme that all examples tell about: a coffee retailer with two members. One story runs through
 * them: Emma buys coffee, the campaign gives units, she reaches Gold and redeems a coupon.
 */

export const EMMA = {
  customerId: "018dfe71-2880-7c3c-9321-38dc017d3ae2",
  email: "emma.clarke@example.com",
  phone: "+447700900142",
  loyaltyCardNumber: "6042180071",
};

export const DANIEL = {
  customerId: "018aa961-06d6-77f2-a6eb-a3bc8362a8a4",
  email: "daniel.hughes@example.com",
  phone: null,
  loyaltyCardNumber: "6042173318",
};

export const EMMA_ADDRESS = {
  street: "Camden High Street",
  address1: "48",
  address2: "Flat 3",
  postal: "NW1 0LT",
  city: "London",
  province: "Greater London",
  country: "GB",
};

export const WALLET = {
  walletId: "018dfe71-2892-719e-8136-cab74b6b08b9",
  walletType: {
    walletTypeId: "0185958b-1c00-752e-a930-033bef7b304b",
    code: "default",
    name: "Points",
    unitSingularName: "point",
    unitPluralName: "points",
    active: true,
    isDefault: true,
    createdAt: "2023-01-09T08:00:00+00:00",
    limits: {
      pointsPerMember: { interval: { type: "calendarDays" as const, value: 1 }, value: 5000 },
    },
    allowNegativeBalance: false,
  },
};

export const SILVER = { levelId: "0185959d-986c-7ad7-b5d8-f771da4f3cb5", name: "Silver" };
export const GOLD = { levelId: "0185959f-10fc-7307-beab-8a79329541ce", name: "Gold" };

export const PURCHASE = {
  transactionId: "019a81dc-7ce2-7549-9b39-13c34ab9ff84",
  documentNumber: "CAM-2025-114711",
  purchasedAt: "2025-11-14T10:14:37+00:00",
  registeredAt: "2025-11-14T10:15:02+00:00",
  grossValue: 55,
};

export const CAMPAIGN = {
  campaignId: "019a25c6-3ca2-7d72-9411-94de159e49b6",
  name: "Double points on coffee",
};

export const TRANSFER = { transferId: "019a81dc-7e50-715c-8711-57bede538233", units: 110 };

export const PURCHASE_CAUSE = {
  campaignId: CAMPAIGN.campaignId,
  customerId: EMMA.customerId,
  transactionId: PURCHASE.transactionId,
  customEventId: null,
  internalEventName: null,
  performedAt: PURCHASE.purchasedAt,
};

export const COUPON_REWARD = {
  rewardId: "0199050a-897c-74eb-9f0c-f06486a152ee",
  name: "£10 off your next order",
  type: "static_coupon",
  costInPoints: 500,
};

export const COUPON = {
  code: "TENOFF-7QK4M2",
  value: 10,
  activeFrom: "2025-11-20T16:02:31+00:00",
  activeTo: "2025-12-20T23:59:59+00:00",
};

export const ISSUED_REWARD_ID = "019aa200-c6b3-75bf-be1b-50c89c83ee67";

export const REGULARS_SEGMENT = {
  segmentId: "018fddf8-7d84-7641-80cd-67785ff1a7c9",
  segmentName: "Weekly visitors",
};

export const APP_STREAK = {
  achievementId: "01989817-2398-78b3-bc70-e1cfafb20f75",
  ruleId: "01989817-23a3-7f3d-a37c-bd0b0e1f2c39",
  name: "Seven days in a row",
};

export const COFFEE_BUDDIES = {
  achievementId: "01989db8-f128-78ac-bcd6-53184b8d60c5",
  buyRuleId: "01989db8-f137-7e2b-bb0d-d3b959b77249",
  referRuleId: "01989db8-f138-7c2a-a381-06601098f4d7",
  name: "Coffee buddies",
};

export const APP_LOGIN = {
  customEventId: "019a90b9-88cc-7e3c-b177-23a2c20dd9ad",
  createdAt: "2025-11-17T07:31:09+00:00",
  eventDate: "2025-11-17T07:31:04+00:00",
  eventId: "app-login-20251117-6042180071",
};
