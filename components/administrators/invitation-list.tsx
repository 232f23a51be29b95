"use client";

import { useRouter } from "next/navigation";
import { runAction } from "#components/console/run-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.ts";
import { revokeInvitationAction } from "#lib/administrators/actions.ts";
import type { InvitationDto } from "#lib/administrators/schema.ts";
import { accessText } from "./access-words.ts";

/** Links that can still be used. */
export function InvitationList({ invitations }: { invitations: readonly InvitationDto[] }) {
  const router = useRouter();
  const withdraw = async ({ invitationId, username }: InvitationDto) => {
    const outcome = await runAction(() => revokeInvitationAction({ invitationId }));
    if (outcome.ok) toast.success("The invitation is withdrawn", { description: username });
    else toast.error("The invitation was not withdrawn", { description: outcome.error.message });
    router.refresh();
  };
  return (
    <ul aria-label="Invitations" className="divide-y rounded-lg border bg-surface">
      {invitations.map((invitation) => (
        <li key={invitation.invitationId} className="flex flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2.5">
          <span className="min-w-0 flex-1 basis-40 truncate font-medium">{invitation.username}</span>
          <span className="min-w-0 flex-1 basis-40 text-muted">
            {accessText(invitation.access, invitation.storeCode)}
          </span>
          <span className="text-xs text-muted">
            by {invitation.createdBy}, until <Time value={invitation.expiresAt} format="datetime" />
          </span>
          <ConfirmDialog
            trigger={<Button size="sm">Withdraw</Button>}
            title={`Withdraw the invitation of ${invitation.username}?`}
            description="The link cannot be used any more."
            confirmLabel="Withdraw invitation"
            onConfirm={() => withdraw(invitation)}
          />
        </li>
      ))}
    </ul>
  );
}
