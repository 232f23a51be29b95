"use client";

import { Inbox } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { useLiveRefresh } from "#components/deliveries/use-live-refresh.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.ts";
import { closeInboxAction, openInboxAction } from "#lib/inbox/actions.ts";
import { INBOX_LIMITS } from "#lib/inbox/constants.ts";
import type { InboxContents, InboxDto, InboxRequestDto } from "#lib/inbox/schema.ts";
import { InboxRequest } from "./inbox-request.tsx";

/** A URL that records what is sent to it, and what it has recorded. New requests appear by themselves. */
export function InboxView({ inbox, requests }: InboxContents) {
  const router = useRouter();
  const [isOpening, setIsOpening] = useState(false);
  useLiveRefresh({ isTailing: inbox !== null, dueAtMs: null });

  const open = async () => {
    setIsOpening(true);
    const outcome = await runAction(() => openInboxAction());
    setIsOpening(false);
    if (!outcome.ok) toast.error("The inbox was not opened", { description: outcome.error.message });
    router.refresh();
  };
  const close = async () => {
    const outcome = await runAction(() => closeInboxAction());
    if (outcome.ok) toast.success("The inbox is closed, and what it held is gone");
    else toast.error("The inbox was not closed", { description: outcome.error.message });
    router.refresh();
  };

  if (inbox === null) {
    return (
      <EmptyState
        className="rounded-lg border border-dashed bg-surface"
        icon={<Inbox />}
        title="You have no inbox open"
        description={`Open one to get a URL of your own that records what is sent to it: the first delivery can be seen without a server. It closes by itself after ${INBOX_LIMITS.hours} hours.`}
        actions={
          <Button variant="primary" loading={isOpening} onClick={() => void open()}>
            Open my inbox
          </Button>
        }
      />
    );
  }
  return (
    <>
      <Address inbox={inbox} isOpening={isOpening} onKeepOpen={() => void open()} onClose={close} />
      <Requests requests={requests} />
    </>
  );
}

type AddressProps = {
  inbox: InboxDto;
  isOpening: boolean;
  onKeepOpen: () => void;
  onClose: () => Promise<void>;
};

function Address({ inbox, isOpening, onKeepOpen, onClose }: AddressProps) {
  return (
    <section aria-label="Address of the inbox" className="rounded-lg border bg-surface px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <CopyableText text={inbox.url} label="Copy the URL of the inbox" />
          <p className="text-xs text-muted">
            For POST. Open until <Time value={inbox.expiresAt} format="datetime" />; the newest{" "}
            {INBOX_LIMITS.requestsKept} requests are kept, of each at most {INBOX_LIMITS.bodyBytesMax / 1024}{" "}
            KiB. Whoever knows the URL can send to it.
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <ButtonLink size="sm" href="/settings/webhooks/new?inbox=1">
            Add a webhook to it
          </ButtonLink>
          <Button size="sm" loading={isOpening} onClick={onKeepOpen}>
            Keep it open for another {INBOX_LIMITS.hours} h
          </Button>
          <ConfirmDialog
            trigger={<Button size="sm">Close it</Button>}
            title="Close your inbox?"
            description="Its URL stops working, and the requests that it has recorded are deleted. Opening one again gives another URL."
            confirmLabel="Close inbox"
            onConfirm={onClose}
          />
        </div>
      </div>
      {inbox.problem !== null && (
        <Alert tone="warning" className="mt-3" title="Deliveries may not go to this address">
          {inbox.problem} Whoever runs this installation can give it a public address (PUBLIC_URL), or allow
          its network to webhooks (WEBHOOK_ALLOWED_NETWORKS).
        </Alert>
      )}
    </section>
  );
}

function Requests({ requests }: { requests: readonly InboxRequestDto[] }) {
  return (
    <section aria-label="Requests" className="mt-6">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 className="text-base font-medium">Requests</h2>
        <p role="status" className="text-xs text-muted">
          {requests.length === 1 ? "1 request" : `${requests.length} requests`}
        </p>
      </div>
      {requests.length === 0 ? (
        <EmptyState
          className="rounded-lg border border-dashed bg-surface"
          icon={<Inbox />}
          title="Nothing has arrived yet"
          description="Add a webhook with this URL and send a test, or send it a POST yourself. What arrives appears here by itself."
        />
      ) : (
        <ol className="grid grid-cols-[minmax(0,1fr)] gap-3">
          {requests.map((request, index) => (
            <InboxRequest key={request.id} request={request} defaultOpen={index === 0} />
          ))}
        </ol>
      )}
    </section>
  );
}
