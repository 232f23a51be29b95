import type { ComponentProps } from "react";
import { Status } from "#components/ui/status.tsx";
import type { Tone } from "#components/ui/tones.ts";
import type { SubscriptionState, WebhookCondition } from "#lib/webhooks/constants.ts";

const TONES: Record<SubscriptionState, Tone> = { active: "success", paused: "warning", disabled: "danger" };
export const STATE_LABELS: Record<SubscriptionState, string> = {
  active: "Active",
  paused: "Paused",
  disabled: "Disabled",
};

/** What an active webhook is besides being active. */
const CONDITIONS: Partial<Record<WebhookCondition, { words: string; tone: Tone }>> = {
  holding: { words: "Holding", tone: "warning" },
  breaker_open: { words: "Breaker open", tone: "danger" },
  blocked: { words: "Blocked", tone: "warning" },
  failing: { words: "Failing", tone: "warning" },
  catching_up: { words: "Catching up", tone: "accent" },
  slowed_down: { words: "Slowed down", tone: "warning" },
  rate_limited: { words: "Rate limited", tone: "accent" },
};

type WebhookStatusProps = {
  state: SubscriptionState;
  condition: WebhookCondition;
  /** Why it is disabled. */
  reason?: string | null;
  appearance?: ComponentProps<typeof Status>["appearance"];
};

/** The state, and beside it why it is disabled or what its deliveries are up against. */
export function WebhookStatus({ state, condition, reason, appearance }: WebhookStatusProps) {
  const words = state === "active" ? CONDITIONS[condition] : undefined;
  return (
    <Status
      tone={words?.tone ?? TONES[state]}
      appearance={appearance}
      detail={words?.words ?? (state === "disabled" ? reason : undefined)}
    >
      {STATE_LABELS[state]}
    </Status>
  );
}
