import { ScrollText } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import type { WebhookChangeDto } from "#lib/webhooks/schema.ts";
import { changedFields, changeWords } from "./change-words.ts";

/** Entries of the audit log: who, what, when, and the values before and after. */
export function ChangeList({ changes }: { changes: readonly WebhookChangeDto[] }) {
  if (changes.length === 0) {
    return (
      <EmptyState
        className="rounded-lg border border-dashed bg-surface"
        icon={<ScrollText />}
        title="Nothing was changed yet"
        description="Changes, tests, replays and what the engine does by itself appear here."
      />
    );
  }
  return (
    <ol aria-label="Changes" className="divide-y rounded-lg border bg-surface">
      {changes.map((change) => (
        <li key={change.id} className="px-4 py-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <p>
              <span className="font-medium">{changeWords(change.eventType)}</span>{" "}
              <span className="text-muted">by {change.by ?? "the engine"}</span>
            </p>
            <p className="text-xs text-muted">
              <Time value={change.at} format="datetime" precision="second" />
              {change.ip !== null && <> · {change.ip}</>}
            </p>
          </div>
          <Fields change={change} />
        </li>
      ))}
    </ol>
  );
}

function Fields({ change }: { change: WebhookChangeDto }) {
  const fields = changedFields(change.before, change.after);
  if (fields.length === 0) return null;
  return (
    <dl className="mt-2 grid gap-x-4 gap-y-1 text-xs sm:grid-cols-[10rem_minmax(0,1fr)]">
      {fields.map(({ field, before, after }) => (
        <div key={field} className="contents">
          <dt className="text-muted">{field}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">
            {before !== null && after !== null ? (
              <>
                <del className="text-muted decoration-border-strong">{before}</del>{" "}
                <span aria-hidden className="text-muted">
                  →
                </span>{" "}
                <ins className="no-underline">{after}</ins>
              </>
            ) : (
              (after ?? before)
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
