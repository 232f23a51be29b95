"use client";

import type { ReactNode } from "react";
import { useLiveRefresh } from "#components/deliveries/use-live-refresh.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatDate, formatDateTime } from "#components/ui/time-format.ts";
import { useTimeZone } from "#components/ui/use-clock.ts";
import type { ReplayDto } from "#lib/replays/schema.ts";
import { ReplayActions } from "./replay-actions.tsx";
import { progressWords, REPLAY_STATE_WORDS, SCOPE_LABELS } from "./replay-words.ts";

type ReplayListProps = { replays: readonly ReplayDto[]; mayChange: boolean; isWebhookActive: boolean };

/** Newest first. Looks again by itself while one of them moves. */
export function ReplayList({ replays, mayChange, isWebhookActive }: ReplayListProps) {
  useLiveRefresh({ isTailing: replays.some(({ state }) => state === "running"), dueAtMs: null });
  return (
    <ul aria-label="Replays" className="divide-y rounded-lg border bg-surface">
      {replays.map((replay) => (
        <li key={replay.replayId} className="px-4 py-3">
          <Replay replay={replay} mayChange={mayChange} isWebhookActive={isWebhookActive} />
        </li>
      ))}
    </ul>
  );
}

function Replay({
  replay,
  mayChange,
  isWebhookActive,
}: { replay: ReplayDto } & Omit<ReplayListProps, "replays">) {
  const { state } = replay;
  const { label, tone } = REPLAY_STATE_WORDS[state];
  const isOpen = state === "running" || state === "paused";
  const isWaiting = state === "running" && !isWebhookActive;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <span className="flex sm:w-28">
            <Status appearance="pill" tone={tone} pulse={state === "running" && !isWaiting}>
              {label}
            </Status>
          </span>
          <span className="font-medium">
            <Range from={replay.from} to={replay.to} />
          </span>
          <span className="text-muted">{SCOPE_LABELS[replay.scope]}</span>
        </div>
        {isOpen && mayChange && <ReplayActions replay={replay} />}
      </div>
      {isOpen && (
        <ProgressBar label="Progress" value={replay.progress} valueText={progressWords(replay)} tone={tone} />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
        <Fact>{progressWords(replay)}</Fact>
        <Fact>{replay.succeeded.toLocaleString("en")} arrived</Fact>
        {replay.failed > 0 && (
          <span className="text-danger-text tabular">{replay.failed.toLocaleString("en")} failed</span>
        )}
        {replay.skipped > 0 && <Fact>{replay.skipped.toLocaleString("en")} withdrawn</Fact>}
        {isOpen && <Fact>at most {replay.ratePerSecond} a second</Fact>}
        {replay.eventNames.length > 0 && (
          <span className="[overflow-wrap:anywhere]">{replay.eventNames.join(", ")}</span>
        )}
        <span className="sm:ml-auto">
          {replay.createdBy}, <Time value={replay.createdAt} />
        </span>
      </div>
      {isWaiting && (
        <p className="text-xs text-warning-text">The webhook is not active: the replay goes on when it is.</p>
      )}
      {replay.stateReason && <p className="text-xs text-muted">{replay.stateReason}</p>}
    </div>
  );
}

/** The day is said once when it is one day. */
function Range({ from, to }: { from: string; to: string }) {
  const timeZone = useTimeZone();
  const [day, time] = formatDateTime(new Date(to), timeZone).split(", ");
  const isOneDay = formatDate(new Date(from), timeZone) === day;
  return (
    <>
      <Time value={from} format="datetime" /> –{" "}
      <Time value={to} format="datetime" {...(isOneDay && time !== undefined ? { text: time } : {})} />
    </>
  );
}

function Fact({ children }: { children: ReactNode }) {
  return <span className="tabular">{children}</span>;
}
