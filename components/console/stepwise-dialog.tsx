"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { ActionOutcome } from "./run-action.ts";

/** What one step came to. `next`: where to go on; null when there is nothing more. */
export type Step = { lookedAt: number; changed: number; next: string | null };
export type Sums = Pick<Step, "lookedAt" | "changed">;

export type StepwiseDialogProps = {
  /** "Retry", "Pause": with `words` the question and its button. */
  title: string;
  /** "1,234 deliveries" */
  words: string;
  description: ReactNode;
  tone: "primary" | "danger";
  /** How many there are, for the progress. */
  count: number;
  /** What those that were changed are: "sent again". */
  done: string;
  step: (from: string | null) => Promise<ActionOutcome<Step>>;
  /** It went through; or was stopped after some steps, of which a sentence tells then. */
  onEnd: (sums: Sums, stopped: string | null) => void;
  onClose: () => void;
};

/** More than one step takes them. */
const SEVERAL_STEPS = 200;

/**
 * Asks, then works through many things step by step: each step is done for good, so it can be stopped at any time. The
 * steps are asked for from here. Before the page is closed the browser asks; to go to another page stops it.
 */
export function StepwiseDialog({
  title,
  words,
  description,
  tone,
  count,
  done,
  step,
  onEnd,
  onClose,
}: StepwiseDialogProps) {
  const router = useRouter();
  const [sums, setSums] = useState<Sums | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [left, setLeft] = useState<string | null>(null);
  const isStopped = useRef(false);
  const [isRunning, setIsRunning] = useState(false);

  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );

  const run = async () => {
    setIsRunning(true);
    setProblem(null);
    isStopped.current = false;
    window.addEventListener("beforeunload", holdUnload);
    try {
      await takeSteps();
    } finally {
      window.removeEventListener("beforeunload", holdUnload);
    }
  };

  const takeSteps = async () => {
    let { lookedAt, changed } = sums ?? { lookedAt: 0, changed: 0 };
    let from = left;
    for (;;) {
      setSums({ lookedAt, changed });
      const outcome = await step(from);
      if (!outcome.ok || outcome.data === undefined) {
        setProblem(outcome.ok ? "The server gave no answer." : outcome.error.message);
        setLeft(from);
        setIsRunning(false);
        router.refresh();
        return;
      }
      lookedAt += outcome.data.lookedAt;
      changed += outcome.data.changed;
      from = outcome.data.next;
      if (from === null || isStopped.current) break;
    }
    router.refresh();
    const stopped =
      from === null
        ? null
        : `It was stopped when ${lookedAt.toLocaleString("en")} of ${words} had been looked at; the rest is as before.`;
    onEnd({ lookedAt, changed }, stopped);
  };

  return (
    <Dialog
      open
      size="sm"
      title={`${title} ${words}?`}
      description={description}
      dismissible={!isRunning}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button
            onClick={() => {
              if (isRunning) isStopped.current = true;
              else onClose();
            }}
          >
            {isRunning ? "Stop" : "Cancel"}
          </Button>
          <Button variant={tone} loading={isRunning} onClick={() => void run()}>
            {problem === null ? `${title} ${words}` : "Try again"}
          </Button>
        </>
      }
    >
      {(count > SEVERAL_STEPS || sums !== null || problem !== null) && (
        <div className="grid gap-3">
          {sums === null && count > SEVERAL_STEPS && (
            <p className="text-xs text-muted">
              It is done step by step: keep this page open until it is through. It can be stopped, and what is
              done stays done.
            </p>
          )}
          {sums !== null && (
            <div aria-live="polite" className="grid gap-1.5">
              <ProgressBar
                label={title}
                value={Math.min(1, sums.lookedAt / Math.max(1, count))}
                valueText={`${sums.lookedAt} looked at`}
                tone="accent"
              />
              <p className="text-xs text-muted tabular">
                {sums.lookedAt.toLocaleString("en")} looked at, {sums.changed.toLocaleString("en")} {done}.
                {isRunning && " Keep this page open: closed, it stops here, and what is done stays done."}
              </p>
            </div>
          )}
          {problem !== null && (
            <Alert live tone="danger" title="It stopped here">
              {problem}
            </Alert>
          )}
        </div>
      )}
    </Dialog>
  );
}

/** The browser asks in words of its own whether to leave. */
function holdUnload(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
