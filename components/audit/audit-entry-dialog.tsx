"use client";

import { CopyableText } from "#components/ui/copy-button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AuditEntryDto } from "#lib/audit/schema.ts";
import { entityWords, eventWords, fieldChanges } from "./audit-words.ts";

type AuditEntryDialogProps = {
  entry: AuditEntryDto;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** One entry of the audit log: who, what, and what each field was and became. */
export function AuditEntryDialog({ entry, open, onOpenChange }: AuditEntryDialogProps) {
  const { username, apiKey, ip, store, requestId, before, after } = entry;
  const changes = fieldChanges(before, after);
  return (
    <Dialog size="lg" open={open} onOpenChange={onOpenChange} title={eventWords(entry.eventType)}>
      <DescriptionList
        items={[
          { term: "When", value: <Time value={entry.createdAt} format="datetime" precision="second" /> },
          {
            term: "Who",
            value: `${username ?? "Nobody who is known"}${apiKey ? `, by the API key ${apiKey.name}` : ""}`,
          },
          ...(ip === undefined ? [] : [{ term: "From", value: ip }]),
          { term: "Store", value: store?.name ?? "The whole installation" },
          {
            term: entityWords(entry.entityType),
            value: <CopyableText text={entry.entityId} label="Copy id" />,
          },
          ...(requestId === undefined
            ? []
            : [{ term: "Request", value: <CopyableText text={requestId} label="Copy request id" /> }]),
        ]}
      />
      <h3 className="mt-5 mb-2 font-medium">Changes</h3>
      {changes.length === 0 ? (
        <p className="text-muted">Nothing was changed that the log tells of.</p>
      ) : (
        <ul className="divide-y rounded-lg border">
          {changes.map(({ field, before: old, after: fresh }) => (
            <li key={field} className="grid gap-2 px-3 py-2 sm:grid-cols-[9rem_minmax(0,1fr)]">
              <span className="font-medium [overflow-wrap:anywhere]">{field}</span>
              <div className="grid min-w-0 gap-1 font-mono text-xs">
                {old !== null && <Value kind="before" text={old} />}
                {fresh !== null && <Value kind="after" text={fresh} />}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

/** Told apart by a sign and a word for screen readers too, not by colour alone. */
function Value({ kind, text }: { kind: "before" | "after"; text: string }) {
  const isOld = kind === "before";
  return (
    <p
      className={
        isOld
          ? "flex gap-2 rounded-sm bg-danger-subtle px-2 py-1 text-danger-text"
          : "flex gap-2 rounded-sm bg-success-subtle px-2 py-1 text-success-text"
      }
    >
      <span aria-hidden>{isOld ? "−" : "+"}</span>
      <span className="sr-only">{isOld ? "Before:" : "After:"}</span>
      <span className="min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text === "" ? "(empty)" : text}
      </span>
    </p>
  );
}
