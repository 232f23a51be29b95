"use client";

import { useState } from "react";
import { BodyBlock } from "#components/deliveries/body-block.tsx";
import { HeaderLines } from "#components/deliveries/header-lines.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Link } from "#components/ui/link.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Tone } from "#components/ui/tones.ts";
import { INBOX_LIMITS, type InboxSignature } from "#lib/inbox/constants.ts";
import type { InboxRequestDto } from "#lib/inbox/schema.ts";

const SIGNATURES: Readonly<Record<InboxSignature, { tone: Tone; words: string; meaning: string }>> = {
  valid: {
    tone: "success",
    words: "Signature valid",
    meaning: "The webhook has signed exactly these bytes.",
  },
  invalid: {
    tone: "danger",
    words: "Signature invalid",
    meaning: "It names a delivery of this store, but its webhook has not signed these bytes.",
  },
  unsigned: { tone: "neutral", words: "Not signed", meaning: "It has no webhook-signature header." },
  unknown: {
    tone: "warning",
    words: "Sender unknown",
    meaning: "It is signed, and its webhook-id is no delivery of this store.",
  },
};

const linkClasses =
  "rounded-xs underline decoration-border-strong underline-offset-3 hover:decoration-current";

/** One request, folded away but for the newest. */
export function InboxRequest({ request, defaultOpen }: { request: InboxRequestDto; defaultOpen: boolean }) {
  const { tone, words, meaning } = SIGNATURES[request.signature];
  // Only at first: what is being read is not folded away when another one arrives.
  const [isOpenAtFirst] = useState(defaultOpen);
  return (
    <li className="rounded-lg border bg-surface">
      <details open={isOpenAtFirst}>
        <summary className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-lg px-4 py-2.5">
          <span className="font-medium">{request.eventName ?? "A request"}</span>
          <Status tone={tone} appearance="pill">
            {words}
          </Status>
          <span className="ml-auto text-xs text-muted">
            <Time value={request.receivedAt} />
          </span>
        </summary>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 border-t px-4 py-3">
          <p className="text-muted">
            {meaning}
            {request.deliveryId !== null && (
              <>
                {" "}
                <Link className={linkClasses} href={`/deliveries/${request.deliveryId}`}>
                  Open the delivery
                </Link>
                {request.webhookSubscriptionId !== null && (
                  <>
                    {" · "}
                    <Link
                      className={linkClasses}
                      href={`/settings/webhooks/${request.webhookSubscriptionId}`}
                    >
                      Open its webhook
                    </Link>
                  </>
                )}
              </>
            )}
          </p>
          <HeaderLines label="Headers" headers={request.headers} />
          {request.body === "" ? (
            <p className="text-muted">It has no body.</p>
          ) : (
            <BodyBlock title="Body" body={request.body} />
          )}
          {request.isCut && (
            <p className="flex items-center gap-2 text-xs text-muted">
              <Badge tone="warning">Cut after {INBOX_LIMITS.bodyBytesMax / 1024} KiB</Badge>
              The rest was refused with 413, so the signature cannot be checked.
            </p>
          )}
        </div>
      </details>
    </li>
  );
}
