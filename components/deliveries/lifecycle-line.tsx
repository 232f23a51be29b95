import { Clock, Ellipsis } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import { Time } from "#components/ui/time.tsx";
import { type Tone, toneDot, toneText } from "#components/ui/tones.ts";
import type { LifecycleStep } from "./lifecycle.ts";
import { Countdown } from "./next-attempt.tsx";

/** From left to right on wide screens, downwards on phones. */
export function LifecycleLine({ steps }: { steps: readonly LifecycleStep[] }) {
  return (
    <ol
      aria-label="Lifecycle"
      className="flex flex-col rounded-lg border bg-surface px-4 py-4 sm:flex-row sm:overflow-x-auto"
    >
      {steps.map((step, index) => {
        const next = steps[index + 1];
        return (
          <li
            key={step.id}
            className="relative flex min-w-0 gap-3 pb-4 last:pb-0 sm:min-w-32 sm:flex-1 sm:flex-col sm:gap-2 sm:pr-4 sm:pb-0"
          >
            {next && (
              <span
                aria-hidden
                className={cn(
                  "absolute border-border-strong max-sm:top-4 max-sm:bottom-0 max-sm:left-[5px] max-sm:border-l sm:top-[5px] sm:right-1 sm:left-4 sm:border-t",
                  next.isAhead && "border-dashed",
                )}
              />
            )}
            <StepDot step={step} />
            <span className="min-w-0 max-sm:-mt-1">
              <span className="block font-medium">{step.label}</span>
              {step.detail && (
                <span
                  className={cn(
                    "block text-xs",
                    step.tone === "neutral" ? "text-muted" : toneText[step.tone],
                  )}
                >
                  {step.detail}
                </span>
              )}
              {step.at && (
                <span className="block text-xs text-muted">
                  {step.isAhead ? (
                    <Countdown dueAt={step.at} />
                  ) : (
                    <Time value={step.at} format="datetime" precision="second" />
                  )}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

const ringColour: Record<Tone, string> = {
  neutral: "border-control",
  accent: "border-accent",
  success: "border-success",
  warning: "border-warning",
  danger: "border-danger",
};

function StepDot({ step }: { step: LifecycleStep }) {
  if (step.id === "gap") {
    return <Ellipsis aria-hidden className="relative z-1 size-3 shrink-0 bg-surface text-muted" />;
  }
  if (step.isAhead && step.at === null) {
    return <Clock aria-hidden className="relative z-1 size-3 shrink-0 bg-surface text-muted" />;
  }
  return (
    <span
      aria-hidden
      className={cn(
        "relative z-1 size-3 shrink-0 rounded-full",
        step.isAhead ? ["border-2 bg-surface", ringColour[step.tone]] : toneDot[step.tone],
      )}
    />
  );
}
