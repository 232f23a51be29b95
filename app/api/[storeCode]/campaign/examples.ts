/** Examples of the API document. */

export const campaignBody = {
  type: "direct" as const,
  trigger: "transaction" as const,
  translations: { en: { name: "Double points on coffee" } },
  activity: { startsAt: "2026-11-01T00:00:00Z", endsAt: null },
  active: true,
  rules: [
    {
      name: "Coffee",
      conditions: [
        { attribute: "transaction.items.category", operator: "contains" as const, data: "coffee" },
      ],
      effects: [{ effect: "give_points" as const, pointsRule: "transaction.grossValue * 2" }],
    },
  ],
  limits: { pointsPerMember: { value: 500, interval: { type: "calendarMonths" as const, value: 1 } } },
};

export const campaignExample = {
  campaignId: "019a25c6-3ca2-7d72-9411-94de159e49b6",
  name: "Double points on coffee",
  description: "",
  type: "direct" as const,
  trigger: "transaction" as const,
  activity: { startsAt: "2026-11-01T00:00:00Z", endsAt: null },
  active: true,
  displayOrder: 0,
  createdAt: "2026-10-27T12:10:00.000Z",
  rules: campaignBody.rules,
  limits: campaignBody.limits,
  labels: [],
  translations: [{ name: "Double points on coffee", id: 1, locale: "en" }],
};
