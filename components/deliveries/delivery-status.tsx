import { Badge } from "#components/ui/badge.tsx";
import { Explained } from "#components/ui/explained.tsx";
import { Status } from "#components/ui/status.tsx";
import type { Tone } from "#components/ui/tones.ts";
import type { DeliveryState, DeliveryTrigger } from "#lib/deliveries/constants.ts";
import type { DeliveryDto } from "#lib/deliveries/schema.ts";

import { stateMeaning } from "./meanings.ts";

type StateWords = { words: string; tone: Tone };

export const STATE_CHOICES: readonly { value: DeliveryState; label: string }[] = [
  { value: "pending", label: "Waiting or retrying" },
  { value: "succeeded", label: "Succeeded" },
  { value: "exhausted", label: "Exhausted" },
  { value: "cancelled", label: "Cancelled" },
];

export function stateWords({
  state,
  attempts,
  trigger,
}: Pick<DeliveryDto, "state" | "attempts" | "trigger">): StateWords {
  switch (state) {
    case "succeeded":
      return { words: "Succeeded", tone: "success" };
    case "exhausted":
      // A test is tried once: nothing was used up.
      return { words: trigger === "test" ? "Failed" : "Exhausted", tone: "danger" };
    case "cancelled":
      return { words: "Cancelled", tone: "neutral" };
    case "pending":
      if (trigger === "test") return { words: "Sending", tone: "accent" };
      return attempts === 0
        ? { words: "Waiting", tone: "accent" }
        : { words: `Retrying · ${attempts}`, tone: "warning" };
  }
}

type DeliveryStatusProps = {
  delivery: Pick<DeliveryDto, "state" | "attempts" | "trigger">;
  className?: string;
  /** It can be pressed to learn what it means. */
  isExplained?: boolean;
};

export function DeliveryStatus({ delivery, className, isExplained = false }: DeliveryStatusProps) {
  const { words, tone } = stateWords(delivery);
  const status = (
    <Status tone={tone} appearance="pill" className={className}>
      {words}
    </Status>
  );
  if (!isExplained) return status;
  return (
    <Explained term={words} meaning={stateMeaning(delivery)}>
      {status}
    </Explained>
  );
}

export const TRIGGER_WORDS: Record<DeliveryTrigger, string> = {
  schedule: "Event",
  manual: "Manual",
  test: "Test",
  replay: "Replay",
};

/** The ordinary is said quietly, so that tests and replays stand out. */
export function TriggerMark({ trigger }: { trigger: DeliveryTrigger }) {
  const words = TRIGGER_WORDS[trigger];
  return trigger === "schedule" ? (
    <span className="text-muted">{words}</span>
  ) : (
    <Badge tone={trigger === "test" ? "accent" : "neutral"}>{words}</Badge>
  );
}
