"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useId, useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { DateTimeInput } from "#components/ui/date-time-input.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.ts";
import type { ActionError } from "#lib/auth/actions.ts";
import { previewReplayAction, startReplayAction } from "#lib/replays/actions.ts";
import { REPLAY_RATE, type ReplayScope } from "#lib/replays/constants.ts";
import type { ReplayPreviewDto, ReplaySelection } from "#lib/replays/schema.ts";
import { RANGE_PRESETS, type RangeChoice, rangeOf } from "./replay-range.ts";
import { pendingSentence, previewQuestion, previewSentences } from "./replay-words.ts";

type Field = "from" | "to" | "ratePerSecond";
type Problems = Partial<Record<Field | "form", string>>;
type Asked = { selection: ReplaySelection; ratePerSecond: number; preview: ReplayPreviewDto };

const { min, max, default: initialRate } = REPLAY_RATE;

/** What to send again: first counted, then confirmed. */
export function ReplayForm({ webhookId }: { webhookId: string }) {
  const router = useRouter();
  const id = useId();
  const [range, setRange] = useState<RangeChoice>({ preset: "24", from: null, to: null });
  const [scope, setScope] = useState<ReplayScope>("failures");
  const [rate, setRate] = useState(String(initialRate));
  const [problems, setProblems] = useState<Problems>({});
  const [isCounting, setIsCounting] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isAsking, setIsAsking] = useState(false);

  const count = async () => {
    setAsked(null);
    const chosen = rangeOf(range, Date.now());
    const ratePerSecond = Number(rate);
    const isRate = /^\d{1,3}$/.test(rate.trim()) && ratePerSecond >= min && ratePerSecond <= max;
    const found: Problems = {};
    if (!chosen.ok) found[chosen.field] = chosen.message;
    if (!isRate) found.ratePerSecond = `This should be a whole number from ${min} to ${max}.`;
    setProblems(found);
    if (!chosen.ok || !isRate) return;
    const selection = { webhookSubscriptionId: webhookId, from: chosen.from, to: chosen.to, scope };
    setIsCounting(true);
    const outcome = await runAction(() => previewReplayAction(selection));
    setIsCounting(false);
    if (!outcome.ok) return setProblems(problemsOf(outcome.error));
    if (outcome.data === undefined) return;
    setAsked({ selection, ratePerSecond, preview: outcome.data });
    setIsAsking(outcome.data.total > 0 || !outcome.data.isExact);
  };

  const start = async ({ selection, ratePerSecond }: Asked) => {
    const outcome = await runAction(() => startReplayAction({ ...selection, ratePerSecond }));
    setAsked(null);
    if (outcome.ok) toast.success("The replay has started");
    else setProblems(problemsOf(outcome.error));
    router.refresh();
  };

  const field = (name: Field) => ({
    id: `${id}-${name}`,
    "aria-invalid": problems[name] !== undefined || undefined,
    "aria-describedby": `${id}-${name}-problem`,
  });

  return (
    <form
      // Sent before scripts run it goes nowhere.
      method="dialog"
      noValidate
      aria-label="Start a replay"
      className="flex flex-col gap-4 rounded-lg border bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        void count();
      }}
    >
      {problems.form && (
        <Alert tone="danger" live>
          {problems.form}
        </Alert>
      )}
      <div className="flex flex-col gap-1.5">
        <Label htmlFor={`${id}-range`}>Time range</Label>
        <Select
          id={`${id}-range`}
          className="max-w-64"
          options={RANGE_PRESETS}
          value={range.preset}
          onValueChange={(preset) => setRange({ ...range, preset })}
        />
        {range.preset !== "custom" && <Problem id={`${id}-from`} text={problems.from ?? problems.to} />}
      </div>
      {range.preset === "custom" && (
        <div className="grid gap-3 sm:grid-cols-2">
          {(["from", "to"] as const).map((name) => (
            <div key={name} className="flex min-w-0 flex-col gap-1.5">
              <Label htmlFor={`${id}-${name}`}>{name === "from" ? "From" : "To"}</Label>
              <DateTimeInput
                {...field(name)}
                value={range[name]}
                onValueChange={(value) => setRange({ ...range, [name]: value })}
              />
              <Problem id={`${id}-${name}`} text={problems[name]} />
            </div>
          ))}
        </div>
      )}
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">What to send again</legend>
        <RadioGroup
          appearance="cards"
          aria-label="What to send again"
          value={scope}
          onValueChange={setScope}
          options={[
            {
              value: "failures",
              label: "Failures only",
              description: "What failed last time and is not retried any more.",
            },
            {
              value: "everything",
              label: "Everything",
              description: "Also what arrived, and events missed while the webhook was disabled.",
            },
          ]}
        />
      </fieldset>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor={`${id}-ratePerSecond`}>Deliveries per second</Label>
        <Input
          {...field("ratePerSecond")}
          inputMode="numeric"
          className="max-w-24"
          value={rate}
          onChange={(event) => setRate(event.target.value)}
        />
        <p className="text-xs text-muted">At most, up to {max}. New events always go first.</p>
        <Problem id={`${id}-ratePerSecond`} text={problems.ratePerSecond} />
      </div>
      <div className="flex flex-wrap items-center gap-3 border-t pt-4">
        <Button type="submit" variant="primary" loading={isCounting}>
          Preview
        </Button>
        <p aria-live="polite" className="min-w-0 flex-1 text-muted empty:hidden">
          {asked && !isAsking && nothingFound(asked.preview)}
        </p>
      </div>
      {asked && (
        <ConfirmDialog
          tone="primary"
          open={isAsking}
          onOpenChange={(open) => {
            setIsAsking(open);
            if (!open) setAsked(null);
          }}
          title={previewQuestion(asked.preview)}
          description={previewSentences(asked.preview, asked.ratePerSecond).join(" ")}
          confirmLabel="Start replay"
          onConfirm={() => start(asked)}
        >
          <p className="text-xs text-muted">
            Each keeps its webhook-id: a receiver that drops what it has already seen drops these too.
          </p>
        </ConfirmDialog>
      )}
    </form>
  );
}

function nothingFound({ pending }: ReplayPreviewDto): string {
  const nothing = "Nothing of this time is to be sent again.";
  return pending === 0 ? nothing : `${nothing} ${pendingSentence(pending)}`;
}

function problemsOf({ message, violations }: ActionError): Problems {
  const problems: Problems = {};
  for (const { path, message: text } of violations) {
    if (path === "from" || path === "to" || path === "ratePerSecond") problems[path] ??= text;
    else problems.form ??= text;
  }
  if (violations.length === 0) problems.form = message;
  return problems;
}

function Problem({ id, text }: { id: string; text: ReactNode }) {
  return (
    <p id={`${id}-problem`} aria-live="polite" className="text-xs text-danger-text empty:hidden">
      {text}
    </p>
  );
}
