import { fairnessTargets, measureFairness, type Trouble } from "../fairness.ts";
import type { Scenario } from "../scenario.ts";

const RATE_PER_S = 2_000;
const COUNTS = [1, 10, 50] as const;

const hanging = (troubled: number): Trouble => ({
  variant: `${troubled} of 100 hang`,
  troubled,
  behaviour: { kind: "hang" },
});

const withBacklog = (troubled: number, backlog: number): Trouble => ({
  ...hanging(troubled),
  variant: `${troubled} of 100 hang with a backlog`,
  backlog,
});

export const hangingWebhooks: Scenario = {
  name: "hanging",
  about:
    "A steady load over 100 webhooks of which some take requests and never answer, also with 100,000 deliveries waiting for those; measured is what the healthy ones get.",
  targets: COUNTS.flatMap((count) =>
    fairnessTargets([hanging(count).variant, withBacklog(count, 0).variant]),
  ),
  async run(environment, size, say) {
    const backlog = size.isQuick ? 5_000 : 100_000;
    const troubles = size.isQuick
      ? [withBacklog(10, backlog)]
      : [...COUNTS.map(hanging), ...COUNTS.map((count) => withBacklog(count, backlog))];
    return {
      rows: await measureFairness(environment, size, RATE_PER_S, troubles, say),
      notes: [`The backlog of the hanging webhooks is ${backlog.toLocaleString("en")} deliveries.`],
    };
  },
};
