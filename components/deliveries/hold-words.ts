import type { DeliveryHoldDto } from "#lib/deliveries/schema.ts";

/** What a delivery waits for, when it does not wait for its own time, in two words. */
const WORDS: Partial<Record<DeliveryHoldDto["condition"], string>> = {
  holding: "Receiver’s break",
  breaker_open: "Breaker open",
  blocked: "Keeps the order",
  catching_up: "Catching up",
  slowed_down: "Slowed down",
  rate_limited: "Rate limited",
};

export function holdWords({ condition }: DeliveryHoldDto): string {
  return WORDS[condition] ?? "Held back";
}
