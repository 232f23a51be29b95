"use client";

import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { Duration } from "#components/ui/duration.tsx";
import { StatusDot } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DeliveryTrigger } from "#lib/deliveries/constants.ts";
import type { AttemptDto } from "#lib/deliveries/schema.ts";
import { Answer } from "./answer.tsx";
import { AttemptExchange } from "./attempt-exchange.tsx";
import { answerMeaning } from "./meanings.ts";
import { TimingsBar } from "./timings-bar.tsx";

const TRIGGERS: Record<DeliveryTrigger, string | null> = {
  schedule: null,
  manual: "By hand",
  test: "Test",
  replay: "Replay",
};

type AttemptCardProps = { attempt: AttemptDto; defaultOpen: boolean };

export function AttemptCard({ attempt, defaultOpen }: AttemptCardProps) {
  const [isOpen, setIsOpen] = useState(defaultOpen);
  const id = useId();
  const trigger = TRIGGERS[attempt.trigger];
  return (
    <li className="rounded-lg border bg-surface">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
          className={cn(
            "flex min-h-11 w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-lg px-4 py-2 text-left hover:bg-subtle focus-visible:-outline-offset-2",
            isOpen && "rounded-b-none border-b",
          )}
        >
          <ChevronRight
            aria-hidden
            className={cn("size-4 shrink-0 text-muted transition-transform", isOpen && "rotate-90")}
          />
          <StatusDot tone={attempt.errorCode === null ? "success" : "danger"} />
          <span className="font-medium">Attempt {attempt.number}</span>
          {trigger && <Badge tone={attempt.trigger === "test" ? "accent" : "neutral"}>{trigger}</Badge>}
          <Answer statusCode={attempt.response?.statusCode ?? null} errorCode={attempt.errorCode} />
          <span className="ml-auto flex items-center gap-4 text-xs text-muted max-sm:ml-7 max-sm:w-full">
            <Duration ms={attempt.timings.totalMs} />
            <Time value={attempt.startedAt} format="datetime" precision="second" />
          </span>
        </button>
      </h3>
      <div id={id} hidden={!isOpen} className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 py-4">
        {isOpen && <AttemptDetails attempt={attempt} />}
      </div>
    </li>
  );
}

function AttemptDetails({ attempt }: { attempt: AttemptDto }) {
  const { errorCode, errorMessage, remoteAddress, requestId } = attempt;
  return (
    <>
      {errorCode !== null && (
        <p>
          {answerMeaning(attempt.response?.statusCode ?? null, errorCode)}
          {errorMessage !== null && <span className="block text-xs text-muted">{errorMessage}</span>}
        </p>
      )}
      <TimingsBar timings={attempt.timings} />
      <dl className="flex flex-wrap gap-x-8 gap-y-1 text-xs">
        <div className="flex min-w-0 items-center gap-2">
          <dt className="shrink-0 text-muted">Address reached</dt>
          <dd className="min-w-0 font-mono">{remoteAddress ?? "none"}</dd>
        </div>
        <div className="flex min-w-0 items-center gap-2">
          <dt className="shrink-0 text-muted">Request id</dt>
          <dd className="min-w-0">
            <CopyableText text={requestId} label="Copy request id" />
          </dd>
        </div>
      </dl>
      <AttemptExchange attempt={attempt} />
    </>
  );
}
