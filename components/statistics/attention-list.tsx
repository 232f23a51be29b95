import { CircleCheck } from "lucide-react";
import { webhookName } from "#components/deliveries/webhook-words.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tones.ts";
import type { AttentionDto } from "#lib/statistics/schema.ts";
import { backlogWords } from "./backlog-words.ts";

const KINDS: Record<AttentionDto["kind"], { words: string; since: string; tone: Tone }> = {
  disabled: { words: "Disabled", since: "", tone: "danger" },
  failing: { words: "Failing", since: "began ", tone: "danger" },
  behind: { words: "Falling behind", since: "began ", tone: "warning" },
};

/** Webhooks that somebody should look after, each with its reason in words. */
export function AttentionList({ items, count }: { items: readonly AttentionDto[]; count: number }) {
  if (items.length === 0) {
    return (
      <Card className="border-dashed">
        <EmptyState
          icon={<CircleCheck />}
          title="All webhooks are well"
          description="One that fails, is disabled or falls behind would stand here."
        />
      </Card>
    );
  }
  return (
    <Card>
      <ul className="divide-y">
        {items.map((item) => (
          <li key={item.webhookSubscriptionId} className="px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Status tone={KINDS[item.kind].tone} appearance="pill">
                {KINDS[item.kind].words}
              </Status>
              <Link
                href={`/settings/webhooks/${item.webhookSubscriptionId}`}
                className="min-w-0 rounded-xs font-medium decoration-border-strong underline-offset-3 hover:underline"
              >
                {webhookName(item.eventNames)}
              </Link>
              {item.since !== null && (
                <span className="ml-auto text-xs text-muted">
                  {KINDS[item.kind].since}
                  <Time value={item.since} />
                </span>
              )}
            </div>
            <p className="mt-1 font-mono text-xs text-muted [overflow-wrap:anywhere]">{item.url}</p>
            <p className="mt-1">
              {item.reason} <Waiting backlog={item.backlog} />
            </p>
          </li>
        ))}
      </ul>
      {count > items.length && (
        <p className="border-t px-4 py-2 text-xs text-muted">
          and {count - items.length} more:{" "}
          <Link href="/settings/webhooks?state=disabled" className="rounded-xs underline underline-offset-3">
            see the webhooks
          </Link>
        </p>
      )}
    </Card>
  );
}

function Waiting({ backlog }: Pick<AttentionDto, "backlog">) {
  if (backlog.waiting === 0) return null;
  return (
    <span className="text-muted">
      {backlogWords(backlog)} {backlog.waiting === 1 ? "delivery waits" : "deliveries wait"}
      {backlog.oldestDueAt !== null && (
        <>
          , the oldest due <Time value={backlog.oldestDueAt} />
        </>
      )}
      .
    </span>
  );
}
