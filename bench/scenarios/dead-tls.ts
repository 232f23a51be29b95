import { fairnessTargets, measureFairness, type Trouble } from "../fairness.ts";
import type { ReceiverPorts } from "../receiver-protocol.ts";
import type { Scenario } from "../scenario.ts";

/** A machine that is full without any trouble shows nothing of it: this one is carried by a slow one too. */
const RATE_PER_S = 1_000;
const TROUBLED = 10;

const VARIANTS = [
  { variant: "no handshake", port: "silent" },
  { variant: "refused", port: "refusing" },
  { variant: "bad certificate", port: "badCertificate" },
] as const satisfies { variant: string; port: keyof ReceiverPorts }[];

export const deadTls: Scenario = {
  name: "dead-tls",
  about:
    "The same with 10 of 100 webhooks on https addresses that accept connections and never answer the handshake, refuse connections, or show an expired certificate for another name.",
  targets: fairnessTargets(VARIANTS.map(({ variant }) => variant)),
  async run(environment, size, say) {
    const { ports } = environment.receiver;
    const chosen = size.isQuick ? VARIANTS.slice(0, 1) : VARIANTS;
    const troubles: Trouble[] = chosen.map(({ variant, port }) => ({
      variant,
      troubled: TROUBLED,
      origin: () => `https://127.0.0.1:${ports[port]}`,
    }));
    return {
      rows: await measureFairness(
        environment,
        { ...size, runs: Math.min(size.runs, 2) },
        RATE_PER_S,
        troubles,
        say,
      ),
    };
  },
};
