import { type DrainVariant, measureCostGrowth } from "../cost-growth.ts";
import type { Scenario, Target } from "../scenario.ts";

function growing(
  name: string,
  about: string,
  base: string,
  variants: readonly DrainVariant[],
  targets: readonly Target[] = [],
): Scenario {
  return {
    name,
    about,
    targets,
    run: async (environment, size, say) => ({
      rows: await measureCostGrowth(environment, size, variants, base, say),
    }),
  };
}

export const receiverDelay = growing(
  "receiver-delay",
  "The drain over 100 webhooks whose receiver answers at once, after 20 ms, after 200 ms.",
  "0 ms",
  [
    { variant: "0 ms", deliveries: 50_000 },
    { variant: "20 ms", deliveries: 50_000, delayMs: 20 },
    { variant: "200 ms", deliveries: 50_000, delayMs: 200, form: "both" },
  ],
);

export const fanOut = growing(
  "fan-out",
  "The drain of as many deliveries when an event is for 1, 10 or 100 webhooks.",
  "1",
  [
    { variant: "1", deliveries: 50_000, fanOut: 1 },
    { variant: "10", deliveries: 50_000, fanOut: 10 },
    { variant: "100", deliveries: 50_000, fanOut: 100, form: "both" },
  ],
);

export const payload = growing("payload", "The drain with event data of 0.2, 1, 10 and 64 KB.", "1 KB", [
  { variant: "0.2 KB", deliveries: 50_000, bytes: 205, form: "both" },
  { variant: "1 KB", deliveries: 50_000, bytes: 1_024 },
  { variant: "10 KB", deliveries: 20_000, bytes: 10_240 },
  { variant: "64 KB", deliveries: 5_000, bytes: 65_536, form: "both" },
]);

export const webhooks = growing(
  "webhooks",
  "The drain of as many deliveries over 10, 1,000 and 10,000 webhooks.",
  "10",
  [
    { variant: "10", deliveries: 50_000, webhooks: 10 },
    { variant: "1,000", deliveries: 50_000, webhooks: 1_000, form: "both" },
    { variant: "10,000", deliveries: 50_000, webhooks: 10_000 },
  ],
);

export const workers = growing("workers", "The drain by one worker and by two, on the same two cores.", "1", [
  { variant: "1", deliveries: 100_000, workers: 1 },
  { variant: "2", deliveries: 100_000, workers: 2, form: "both" },
]);

export const memory = growing(
  "memory",
  "The most memory that a worker takes while it drains 100,000 deliveries over 10,000 webhooks.",
  "10,000 webhooks",
  [
    { variant: "10,000 webhooks", deliveries: 100_000, webhooks: 10_000 },
    { variant: "1,000 webhooks", deliveries: 100_000, webhooks: 1_000, form: "short" },
  ],
  [
    {
      variant: "10,000 webhooks",
      figure: "workerPeakMb",
      what: "most memory of the worker",
      atMost: 400,
      unit: "MB",
    },
  ],
);
