"use client";

import { Award, Ellipsis, Pencil, UserCheck, UserX } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Opened } from "#components/programme/opened.tsx";
import { tell } from "#components/programme/tell.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.ts";
import { setMemberActiveAction } from "#lib/loyalty/members/actions.ts";
import { removeManualTierAction } from "#lib/loyalty/tiers/actions.ts";

/** Forms come when they are opened. */
const loadTierDialog = () => import("./tier-dialog.tsx").then((dialogs) => dialogs.TierDialog);

type MemberHeaderProps = {
  memberId: string;
  name: string;
  isActive: boolean;
  levelId: string | null;
  isTierManual: boolean;
  tiers: readonly { levelId: string; name: string }[];
  mayChange: boolean;
  status: ReactNode;
  description: ReactNode;
};

/** Who it is, and what can be done with the member as such. */
export function MemberHeader({
  memberId,
  name,
  isActive,
  levelId,
  isTierManual,
  tiers,
  mayChange,
  status,
  description,
}: MemberHeaderProps) {
  const router = useRouter();
  const [isGivingTier, setIsGivingTier] = useState(false);
  const [isDeactivating, setIsDeactivating] = useState(false);

  const setActive = async (active: boolean) => {
    const outcome = await runAction(() => setMemberActiveAction({ memberId, active }));
    const what = active ? "activated" : "deactivated";
    if (outcome.ok) tell(`${name} is ${what}`, outcome.data);
    else toast.error(`The member was not ${what}`, { description: outcome.error.message });
    router.refresh();
  };
  const removeTier = async () => {
    const outcome = await runAction(() => removeManualTierAction({ memberId }));
    if (outcome.ok) tell("The thresholds decide about the tier again", outcome.data);
    else toast.error("The tier was not taken away", { description: outcome.error.message });
    router.refresh();
  };

  return (
    <>
      <PageHeader
        back={{ href: "/members", label: "Members" }}
        title={name}
        status={status}
        description={description}
        className="mb-4"
        actions={
          mayChange && (
            <>
              <ButtonLink href={`/members/${memberId}/edit`}>
                <Pencil aria-hidden />
                Edit
              </ButtonLink>
              {isActive ? (
                tiers.length > 0 && (
                  <Button onClick={() => setIsGivingTier(true)}>
                    <Award aria-hidden />
                    Give tier
                  </Button>
                )
              ) : (
                <Button variant="primary" onClick={() => void setActive(true)}>
                  <UserCheck aria-hidden />
                  Activate
                </Button>
              )}
              {(isActive || isTierManual) && (
                <DropdownMenu
                  trigger={
                    <IconButton
                      variant="secondary"
                      label="More actions"
                      tooltip={false}
                      icon={<Ellipsis aria-hidden />}
                    />
                  }
                >
                  {isTierManual && (
                    <MenuItem icon={<Award aria-hidden />} onSelect={() => void removeTier()}>
                      Remove the tier given by hand
                    </MenuItem>
                  )}
                  {isTierManual && isActive && <MenuSeparator />}
                  {isActive && (
                    <MenuItem
                      icon={<UserX aria-hidden />}
                      tone="danger"
                      onSelect={() => setIsDeactivating(true)}
                    >
                      Deactivate
                    </MenuItem>
                  )}
                </DropdownMenu>
              )}
            </>
          )
        }
      />
      <Opened load={loadTierDialog} isOpen={isGivingTier} onClosed={() => setIsGivingTier(false)}>
        {(TierDialog) => (
          <TierDialog
            memberId={memberId}
            name={name}
            levelId={levelId}
            tiers={tiers}
            onClosed={() => setIsGivingTier(false)}
          />
        )}
      </Opened>
      <ConfirmDialog
        open={isDeactivating}
        onOpenChange={setIsDeactivating}
        title={`Deactivate ${name}?`}
        description="Units, purchases and rewards stay as they are, but nothing is counted, added or spent until the member is activated again. Who is signed in as this member is signed out."
        confirmLabel="Deactivate"
        onConfirm={() => setActive(false)}
      />
    </>
  );
}
