/** Examples of the API document. */

export const rewardChange = {
  translations: { en: { name: "£10 off your next order", shortDescription: "For orders above £30." } },
  active: true,
  activity: { allTime: true },
  visibility: { allTime: true },
  costInPoints: 500,
  usageLimit: { perUser: 3, general: -1 },
  daysValid: 30,
  couponGenerator: { length: 8, characterSet: "alphanum" as const, prefix: "TENOFF-" },
  couponValue: 10,
};

export const rewardBody = { reward: "static_coupon" as const, ...rewardChange };

export const rewardExample = {
  rewardId: "0199050a-897c-74eb-9f0c-f06486a152ee",
  reward: "static_coupon" as const,
  name: "£10 off your next order",
  active: true,
  levels: [],
  levelNames: {},
  segments: [],
  segmentNames: {},
  categories: [],
  categoryNames: {},
  brandIcon: false,
  photos: [],
  translations: [
    {
      name: "£10 off your next order",
      shortDescription: "For orders above £30.",
      id: 1,
      locale: "en",
    },
  ],
  activity: { allTime: true },
  visibility: { allTime: true },
  labels: [],
  featured: false,
  public: false,
  fulfillmentTracking: false,
  costInPoints: 500,
  sourceWalletTypeCode: null,
  couponGenerator: { length: 8, characterSet: "alphanum", prefix: "TENOFF-" },
  couponValue: 10,
  couponValueType: "money",
  daysValid: 30,
  usageLimit: { perUser: 3, general: -1 },
  limitUsages: {},
  createdAt: "2026-11-20T10:15:00.000Z",
};
