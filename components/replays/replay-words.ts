import { formatDuration } from "#components/ui/time-format.ts";
import type { Tone } from "#components/ui/tones.ts";
import type { ReplayScope, ReplayState } from "#lib/replays/constants.ts";
import type { ReplayDto, ReplayPreviewDto } from "#lib/replays/schema.ts";

export const SCOPE_LABELS: Record<ReplayScope, string> = {
  failures: "Failures only",
  everything: "Everything",
};

export const REPLAY_STATE_WORDS: Record<ReplayState, { label: string; tone: Tone }> = {
  running: { label: "Running", tone: "accent" },
  paused: { label: "Paused", tone: "warning" },
  completed: { label: "Completed", tone: "success" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};

const count = (number: number) => number.toLocaleString("en");

/** "1 delivery", "more than 50,000 deliveries". */
export function deliveriesWords(number: number, isExact: boolean): string {
  const words = `${count(number)} ${number === 1 ? "delivery" : "deliveries"}`;
  return isExact ? words : `more than ${words}`;
}

export function previewQuestion({ total, isExact }: ReplayPreviewDto): string {
  return total === 0 ? "Start the replay?" : `Send ${deliveriesWords(total, isExact)} again?`;
}

/** What the confirmation says below its question. */
export function previewSentences(preview: ReplayPreviewDto, ratePerSecond: number): string[] {
  const { total, isExact, neverSent, pending } = preview;
  const sentences: string[] = [];
  if (neverSent > 0) {
    const were = neverSent === 1 ? "was" : "were";
    sentences.push(
      `${count(neverSent)} of them ${were} never sent, for instance while the webhook was disabled.`,
    );
  }
  if (total === 0) {
    sentences.push(
      "The range is large, and nothing was found in its first part. The replay looks through the rest.",
    );
  } else {
    const took = formatDuration(Math.max(1_000, (total / ratePerSecond) * 1_000));
    sentences.push(
      `At ${count(ratePerSecond)} a second this takes ${isExact ? "about" : "longer than"} ${took}.`,
    );
  }
  if (pending > 0) sentences.push(pendingSentence(pending));
  return sentences;
}

export function pendingSentence(pending: number): string {
  return pending === 1
    ? "1 delivery of this time is still on its way or being retried, and is left alone."
    : `${count(pending)} deliveries of this time are still on their way or being retried, and are left alone.`;
}

/** "296 of 1,200 sent" */
export function progressWords(
  replay: Pick<ReplayDto, "succeeded" | "failed" | "total" | "isTotalExact">,
): string {
  const sent = replay.succeeded + replay.failed;
  if (replay.total === 0 && !replay.isTotalExact) return `${count(sent)} sent`;
  const total = replay.isTotalExact ? count(replay.total) : `more than ${count(replay.total)}`;
  return `${count(sent)} of ${total} sent`;
}
