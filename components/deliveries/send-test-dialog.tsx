"use client";

import { ArrowRight, Inbox, Send } from "lucide-react";
import { type ReactElement, useEffect, useId, useMemo, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonVariants } from "#components/ui/button-variants.ts";
import { Combobox } from "#components/ui/combobox.tsx";
import type { ComboboxOption } from "#components/ui/combobox-options.ts";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Label } from "#components/ui/label.tsx";
import { Link } from "#components/ui/link.tsx";
import { SnippetTabs } from "#components/webhooks/snippet-tabs.tsx";
import type { TestEvent } from "#lib/deliveries/schema.ts";
import { AttemptExchange } from "./attempt-exchange.tsx";
import { AttemptResult } from "./attempt-result.tsx";
import { DataEditor } from "./data-editor.tsx";
import { TimingsBar } from "./timings-bar.tsx";
import { type TestOutcome, useSendTest } from "./use-send-test.ts";

export type TestTarget = {
  webhookId: string;
  url: string;
  eventNames: readonly string[];
  isLegacy: boolean;
  timeoutMs: number;
  /** Of the webhook's own headers, which a receiver may check too. Left out where they are not known. */
  headerNames?: readonly string[];
};

type SendTestDialogProps = {
  target: TestTarget;
  events: readonly TestEvent[];
  /** What opens it; left out by whoever shows it at once, and is told when it is closed. */
  trigger?: ReactElement;
  defaultOpen?: boolean;
  onClosed?: () => void;
};

/** Sends one request to the webhook now and shows both sides of it. */
export function SendTestDialog({
  target,
  events,
  trigger,
  defaultOpen = trigger === undefined,
  onClosed,
}: SendTestDialogProps) {
  const [isOpen, setIsOpen] = useState(defaultOpen);
  const id = useId();
  const test = useSendTest(target.webhookId, target.eventNames[0] ?? null);
  const options = useMemo(() => eventOptions(events, target), [events, target]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for a dialog that is open from the start.
  useEffect(() => {
    if (isOpen) void test.chooseEvent(test.eventName);
  }, []);

  return (
    <Dialog
      size="xl"
      title="Send test"
      description={
        <>
          One signed request to <span className="[overflow-wrap:anywhere]">{target.url}</span>, now. It is
          marked as a test in the log and never retried.
        </>
      }
      trigger={trigger}
      open={isOpen}
      onOpenChange={(open) => {
        setIsOpen(open);
        if (!open) onClosed?.();
        if (open && test.dataJson === "") void test.chooseEvent(test.eventName);
      }}
      footer={
        <>
          <DialogClose render={<Button>Close</Button>} />
          <Button
            variant="primary"
            loading={test.isSending}
            disabled={test.isLoading}
            onClick={() => void test.send()}
          >
            <Send aria-hidden />
            {test.outcome ? "Send again" : "Send"}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <div className="flex flex-col gap-1.5">
            <Label htmlFor={`${id}-event`}>Event</Label>
            <Combobox
              id={`${id}-event`}
              label="Event"
              options={options}
              value={test.eventName}
              onValueChange={(name) => void test.chooseEvent(name)}
              searchPlaceholder="Search events…"
              aria-invalid={test.eventProblem !== null || undefined}
              aria-describedby={`${id}-event-problem`}
            />
            <p
              id={`${id}-event-problem`}
              aria-live="polite"
              className="text-xs text-danger-text empty:hidden"
            >
              {test.eventProblem}
            </p>
          </div>
          <DataEditor
            value={test.dataJson}
            onValueChange={test.changeData}
            onBlur={test.checkData}
            problems={test.problems}
            isFitting={test.isFitting}
            disabled={test.isLoading}
          />
        </div>
        <section aria-label="Answer" className="min-w-0">
          <p className="mb-1.5 text-sm font-medium">Answer</p>
          <Answer
            outcome={test.outcome}
            failure={test.failure}
            isSending={test.isSending}
            timeoutMs={target.timeoutMs}
          />
        </section>
        {test.outcome?.result.state === "succeeded" && target.headerNames && (
          <VerificationCode headerNames={target.headerNames} />
        )}
      </div>
    </Dialog>
  );
}

/** Next step of whoever has seen a test arrive: a receiver that believes only what is signed. */
function VerificationCode({ headerNames }: { headerNames: readonly string[] }) {
  return (
    <details className="min-w-0 rounded-lg border md:col-span-2">
      <summary className="rounded-lg px-4 py-2.5 font-medium">The code that verifies it</summary>
      <div className="border-t px-4 py-3">
        <SnippetTabs headerNames={headerNames} maxHeight="20rem" />
      </div>
    </details>
  );
}

type AnswerProps = {
  outcome: TestOutcome | null;
  failure: string | null;
  isSending: boolean;
  timeoutMs: number;
};

function Answer({ outcome, failure, isSending, timeoutMs }: AnswerProps) {
  if (failure !== null) {
    return (
      <Alert live tone="danger" title="The test was not sent">
        {failure}
      </Alert>
    );
  }
  if (outcome === null) {
    return (
      <div
        role="status"
        className="grid min-h-48 place-items-center rounded-lg border border-dashed px-6 py-8 text-center text-muted"
      >
        <span className="max-w-60 text-balance">
          <Inbox aria-hidden className="mx-auto mb-2 size-5" />
          {isSending
            ? `Waiting for the receiver, at most ${timeoutMs / 1_000} s…`
            : "What the receiver answers appears here."}
        </span>
      </div>
    );
  }
  const { result, attempt } = outcome;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <AttemptResult result={{ ...result, responseBody: null }} noun="test" />
      <Link
        href={`/deliveries/${result.deliveryId}`}
        className={buttonVariants({ variant: "link", size: "sm", className: "justify-self-start" })}
      >
        Open it in the log
        <ArrowRight aria-hidden className="size-3.5" />
      </Link>
      {attempt && <TimingsBar timings={attempt.timings} />}
      {attempt && <AttemptExchange key={attempt.requestId} attempt={attempt} />}
    </div>
  );
}

/** The webhook's own events first; a legacy webhook can send only what has a legacy form. */
function eventOptions(events: readonly TestEvent[], { eventNames, isLegacy }: TestTarget): ComboboxOption[] {
  const own = new Set(eventNames);
  const toOption = (event: TestEvent, group: string): ComboboxOption => {
    const isMissingForm = isLegacy && !event.hasLegacyForm;
    return {
      value: event.name,
      label: event.name,
      description: isMissingForm ? "Has no legacy form" : event.title,
      group,
      disabled: isMissingForm,
    };
  };
  return [
    ...events.filter(({ name }) => own.has(name)).map((event) => toOption(event, "Events of this webhook")),
    ...events.filter(({ name }) => !own.has(name)).map((event) => toOption(event, event.category)),
  ];
}
