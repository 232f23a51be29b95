/** Examples of the API document. */

export const redemptionExample = {
  issuedRewardId: "019aa200-c6b3-75bf-be1b-50c89c83ee67",
  rewardId: "0199050a-897c-74eb-9f0c-f06486a152ee",
  rewardType: "static_coupon" as const,
  name: "£10 off your next order",
  customerId: "018dfe71-2880-7c3c-9321-38dc017d3ae2",
  status: "issued" as const,
  redemptionDate: "2026-11-20T16:02:31.000Z",
  costInPoints: 500,
  token: "TENOFF-7QK4M2",
  issuedCoupon: {
    code: "TENOFF-7QK4M2",
    value: 10,
    valueType: "money",
    activeFrom: "2026-11-20T16:02:31.000Z",
    activeTo: "2026-12-20T16:02:31.000Z",
  },
  customerData: {
    email: "emma.clarke@example.com",
    phone: "+447700900142",
    loyaltyCardNumber: "6042180071",
    firstName: "Emma",
    lastName: "Clarke",
  },
  actionCause: null,
};
