"use client";

import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Status } from "#components/ui/status.tsx";
import { Table, TableBody, TableCell, TableRow } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.ts";
import { expireSecretAction } from "#lib/webhooks/actions.ts";
import type { SecretDto } from "#lib/webhooks/schema.ts";
import { RotateSecretDialog } from "./rotate-secret-dialog.tsx";

type SecretListProps = {
  webhookId: string;
  name: string;
  secrets: readonly SecretDto[];
  mayChange: boolean;
};

const STATES = {
  current: { tone: "success", words: "Signs" },
  overlap: { tone: "warning", words: "Signs too, until it expires" },
  expired: { tone: "neutral", words: "Expired" },
} as const;

export function SecretList({ webhookId, name, secrets, mayChange }: SecretListProps) {
  const router = useRouter();
  const [isRotating, setIsRotating] = useState(false);

  const expire = async (version: number) => {
    const outcome = await runAction(() => expireSecretAction({ webhookSubscriptionId: webhookId, version }));
    if (outcome.ok) toast.success(`Secret ${version} has expired: it signs nothing more`);
    else toast.error("The secret did not expire", { description: outcome.error.message });
    router.refresh();
  };

  return (
    <>
      <div className="overflow-hidden rounded-lg border bg-surface">
        <Table label="Secrets">
          <thead>
            <tr className="border-b bg-subtle text-left text-xs text-muted [&>th]:h-9 [&>th]:px-3 [&>th]:font-medium [&>th]:whitespace-nowrap">
              <th scope="col">Secret</th>
              <th scope="col">State</th>
              <th scope="col" className="max-sm:hidden">
                Created
              </th>
              <th scope="col">Expires</th>
              <th scope="col">Last signed</th>
              {mayChange && (
                <th scope="col">
                  <span className="sr-only">Actions</span>
                </th>
              )}
            </tr>
          </thead>
          <TableBody>
            {secrets.map((secret) => (
              <TableRow key={secret.version}>
                <TableCell className="font-medium tabular">No. {secret.version}</TableCell>
                <TableCell>
                  <Status tone={STATES[secret.state].tone}>{STATES[secret.state].words}</Status>
                </TableCell>
                {/* What a phone has no room for: which secret it is says its number. */}
                <TableCell className="max-sm:hidden">
                  <Time value={secret.createdAt} format="datetime" />
                </TableCell>
                <TableCell>
                  {secret.expiresAt === null ? (
                    <span className="text-muted">Never</span>
                  ) : (
                    <Time value={secret.expiresAt} format="datetime" />
                  )}
                </TableCell>
                <TableCell>
                  {secret.lastSignedAt === null ? (
                    <span className="text-muted">Not yet</span>
                  ) : (
                    <Time value={secret.lastSignedAt} />
                  )}
                </TableCell>
                {mayChange && (
                  <TableCell className="text-right">
                    {secret.state === "overlap" && (
                      <ConfirmDialog
                        trigger={
                          <Button size="sm" aria-label={`Expire now: secret ${secret.version}`}>
                            Expire now
                          </Button>
                        }
                        title={`Expire secret ${secret.version} now?`}
                        description="It signs nothing more. A receiver that does not know the newer secret yet refuses deliveries from then on. This cannot be undone."
                        confirmLabel="Expire secret"
                        onConfirm={() => expire(secret.version)}
                      />
                    )}
                  </TableCell>
                )}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {mayChange && (
        <>
          <Button className="mt-3" onClick={() => setIsRotating(true)}>
            <KeyRound aria-hidden />
            Rotate secret
          </Button>
          <RotateSecretDialog
            webhookId={webhookId}
            name={name}
            open={isRotating}
            onOpenChange={setIsRotating}
          />
        </>
      )}
    </>
  );
}
