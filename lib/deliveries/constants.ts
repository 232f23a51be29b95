export const DELIVERY_STATES = ["pending", "succeeded", "exhausted", "cancelled"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const DELIVERY_TRIGGERS = ["schedule", "manual", "test", "replay"] as const;
export type DeliveryTrigger = (typeof DELIVERY_TRIGGERS)[number];
