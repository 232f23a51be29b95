"use client";

import { Ban, CircleCheck, Ellipsis, ShieldCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { DropdownMenu, MenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.ts";
import { setAdministratorActiveAction } from "#lib/administrators/actions.ts";
import type { AdministratorDto } from "#lib/administrators/schema.ts";
import { AccessDialog } from "./access-dialog.tsx";
import type { StoreChoice } from "./access-fields.tsx";
import { rolesText } from "./access-words.ts";

type AdministratorListProps = {
  administrators: readonly AdministratorDto[];
  ownId: string;
  mayChange: boolean;
  stores: readonly StoreChoice[];
};

export function AdministratorList({ administrators, ownId, mayChange, stores }: AdministratorListProps) {
  const router = useRouter();
  // Kept after a dialog is closed: it goes out of sight with its words.
  const [chosen, setChosen] = useState<AdministratorDto | null>(null);
  const [dialog, setDialog] = useState<"access" | "disable" | null>(null);

  const setActive = async ({ administratorId, username }: AdministratorDto, isActive: boolean) => {
    const outcome = await runAction(() => setAdministratorActiveAction({ administratorId, isActive }));
    const [done, failed] = isActive
      ? ["The administrator is enabled", "The administrator was not enabled"]
      : ["The administrator is disabled", "The administrator was not disabled"];
    if (outcome.ok) toast.success(done, { description: username });
    else toast.error(failed, { description: outcome.error.message });
    router.refresh();
  };
  const open = (which: "access" | "disable", administrator: AdministratorDto) => {
    setChosen(administrator);
    setDialog(which);
  };

  return (
    <>
      <ul aria-label="Administrators" className="divide-y rounded-lg border bg-surface">
        {administrators.map((administrator) => {
          const { administratorId, username, name, email, roles, isActive, createdAt } = administrator;
          const isOwn = administratorId === ownId;
          return (
            <li key={administratorId} className="flex items-center gap-4 px-4 py-2.5">
              <div className="grid min-w-0 flex-1 gap-x-6 gap-y-0.5 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_9rem] sm:items-center">
                <div className="min-w-0">
                  <p className="flex flex-wrap items-center gap-2">
                    <span className="truncate font-medium">{username}</span>
                    {isOwn && <Badge>You</Badge>}
                    {!isActive && <Badge tone="warning">Disabled</Badge>}
                  </p>
                  {(name ?? email) !== null && (
                    <p className="truncate text-xs text-muted">{[name, email].filter(Boolean).join(", ")}</p>
                  )}
                </div>
                <p className="min-w-0 text-muted [overflow-wrap:anywhere]">{rolesText(roles)}</p>
                <p className="text-xs text-muted">
                  since <Time value={createdAt} format="date" />
                </p>
              </div>
              {mayChange && isOwn && <span aria-hidden className="size-7 shrink-0" />}
              {mayChange && !isOwn && (
                <DropdownMenu
                  trigger={
                    <IconButton
                      size="sm"
                      label={`Actions for ${username}`}
                      tooltip={false}
                      icon={<Ellipsis aria-hidden />}
                    />
                  }
                >
                  <MenuItem icon={<ShieldCheck aria-hidden />} onSelect={() => open("access", administrator)}>
                    Change role
                  </MenuItem>
                  {isActive ? (
                    <MenuItem
                      icon={<Ban aria-hidden />}
                      tone="danger"
                      onSelect={() => open("disable", administrator)}
                    >
                      Disable
                    </MenuItem>
                  ) : (
                    <MenuItem
                      icon={<CircleCheck aria-hidden />}
                      onSelect={() => void setActive(administrator, true)}
                    >
                      Enable
                    </MenuItem>
                  )}
                </DropdownMenu>
              )}
            </li>
          );
        })}
      </ul>
      {chosen && (
        <>
          <AccessDialog
            key={chosen.administratorId}
            administrator={chosen}
            stores={stores}
            open={dialog === "access"}
            onOpenChange={(isOpen) => setDialog(isOpen ? "access" : null)}
          />
          <ConfirmDialog
            open={dialog === "disable"}
            onOpenChange={(isOpen) => setDialog(isOpen ? "disable" : null)}
            title={`Disable ${chosen.username}?`}
            description="Every session and token ends at once, and the administrator's API keys are refused. It can be undone."
            confirmLabel="Disable administrator"
            onConfirm={() => setActive(chosen, false)}
          />
        </>
      )}
    </>
  );
}
