import type { Tone } from "#components/ui/tones.ts";
import type { DeliveryDetailsDto, WebhookRefDto } from "#lib/deliveries/schema.ts";
import { errorWords } from "./error-words.ts";
import { holdWords } from "./hold-words.ts";

export type LifecycleStep = {
  id: string;
  label: string;
  /** ISO 8601; null for what has no time, such as waiting for a webhook to be resumed. */
  at: string | null;
  tone: Tone;
  detail: string | null;
  /** Still ahead. */
  isAhead: boolean;
};

const SHOWN_FIRST = 1;
const SHOWN_LAST = 3;

type Input = {
  delivery: DeliveryDetailsDto;
  webhookState: WebhookRefDto["state"];
  /** When the event happened; null when that is no longer known. */
  occurredAt: string | null;
};

/** The way of one delivery: occurred, accepted, each attempt, how it ended or when it goes on. */
export function lifecycleSteps({ delivery, webhookState, occurredAt }: Input): LifecycleStep[] {
  const past = { tone: "neutral", detail: null, isAhead: false } as const;
  const steps: LifecycleStep[] = [];
  if (occurredAt !== null) steps.push({ ...past, id: "occurred", label: "Occurred", at: occurredAt });
  steps.push({ ...past, id: "accepted", label: "Accepted", at: delivery.createdAt });

  const made = [...attemptSteps(delivery), ...endStep(delivery)];
  // An attempt by hand can come after the end; the end stands where it happened.
  made.sort((a, b) => Date.parse(a.at ?? "") - Date.parse(b.at ?? ""));
  return [...steps, ...shortened(made), ...aheadStep(delivery, webhookState)];
}

function attemptSteps({ attemptList }: DeliveryDetailsDto): LifecycleStep[] {
  return attemptList.map(({ number, trigger, startedAt, errorCode, response }) => ({
    id: `attempt-${number}`,
    label: `Attempt ${number}${trigger === "manual" ? ", by hand" : ""}`,
    at: startedAt,
    tone: errorCode === null ? "success" : "danger",
    detail: response === null ? errorWords(errorCode ?? "internal") : String(response.statusCode),
    isAhead: false,
  }));
}

function endStep({ state, trigger, completedAt }: DeliveryDetailsDto): LifecycleStep[] {
  const end = { id: "end", at: completedAt, detail: null, isAhead: false } as const;
  switch (state) {
    case "succeeded":
      return [{ ...end, label: "Delivered", tone: "success" }];
    case "exhausted":
      return [{ ...end, label: trigger === "test" ? "Failed" : "Given up", tone: "danger" }];
    case "cancelled":
      return [{ ...end, label: "Cancelled", tone: "neutral" }];
    case "pending":
      return [];
  }
}

function aheadStep(
  { state, trigger, attempts, dueAt, hold }: DeliveryDetailsDto,
  webhookState: WebhookRefDto["state"],
): LifecycleStep[] {
  if (state !== "pending") return [];
  const label = `Attempt ${attempts + 1}`;
  const ahead = { id: "ahead", label, isAhead: true } as const;
  if (trigger === "test") return [{ ...ahead, at: null, tone: "accent", detail: "under way" }];
  if (webhookState !== "active") {
    return [{ ...ahead, at: null, tone: "warning", detail: `webhook ${webhookState}` }];
  }
  if (hold !== null) {
    return [{ ...ahead, at: hold.until, tone: "warning", detail: holdWords(hold) }];
  }
  return [{ ...ahead, at: dueAt, tone: "accent", detail: null }];
}

/** Ten attempts would not fit on a line: the first and the last ones tell the story. */
function shortened(steps: LifecycleStep[]): LifecycleStep[] {
  const hidden = steps.length - SHOWN_FIRST - SHOWN_LAST;
  if (hidden <= 1) return steps;
  const gap: LifecycleStep = {
    id: "gap",
    label: `${hidden} more`,
    at: null,
    tone: "neutral",
    detail: null,
    isAhead: false,
  };
  return [...steps.slice(0, SHOWN_FIRST), gap, ...steps.slice(-SHOWN_LAST)];
}
