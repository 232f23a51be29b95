"use client";

import { Ellipsis, Pencil, Power, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { tell } from "#components/programme/tell.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { DropdownMenu, MenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.ts";
import { deleteCampaignAction, setCampaignActiveAction } from "#lib/loyalty/campaigns/actions.ts";

type CampaignHeaderProps = {
  campaignId: string;
  name: string;
  isActive: boolean;
  mayChange: boolean;
  status: ReactNode;
  description: ReactNode;
};

/** What it is called, and what can be done with it. */
export function CampaignHeader({
  campaignId,
  name,
  isActive,
  mayChange,
  status,
  description,
}: CampaignHeaderProps) {
  const router = useRouter();
  const [isSwitching, setIsSwitching] = useState(false);
  const [isDeleting, setIsDeleting] = useState(false);

  const switchActive = async () => {
    setIsSwitching(true);
    const outcome = await runAction(() => setCampaignActiveAction({ campaignId, active: !isActive }));
    setIsSwitching(false);
    if (outcome.ok)
      tell(isActive ? "The campaign is not active any more" : "The campaign is active", outcome.data);
    else toast.error("The campaign was not changed", { description: outcome.error.message });
    router.refresh();
  };
  const remove = async () => {
    const outcome = await runAction(() => deleteCampaignAction({ campaignId }));
    if (!outcome.ok) {
      toast.error("The campaign was not deleted", { description: outcome.error.message });
      return;
    }
    toast.success(`${name} is deleted`);
    router.push("/campaigns");
    router.refresh();
  };

  return (
    <>
      <PageHeader
        back={{ href: "/campaigns", label: "Campaigns" }}
        title={name}
        status={status}
        description={description}
        actions={
          mayChange && (
            <>
              <ButtonLink href={`/campaigns/${campaignId}/edit`}>
                <Pencil aria-hidden />
                Edit
              </ButtonLink>
              <Button loading={isSwitching} onClick={() => void switchActive()}>
                <Power aria-hidden />
                {isActive ? "Deactivate" : "Activate"}
              </Button>
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
                <MenuItem icon={<Trash2 aria-hidden />} tone="danger" onSelect={() => setIsDeleting(true)}>
                  Delete
                </MenuItem>
              </DropdownMenu>
            </>
          )
        }
      />
      <ConfirmDialog
        open={isDeleting}
        onOpenChange={setIsDeleting}
        title={`Delete the campaign ${name}?`}
        description="What it gave stays with the members. This cannot be undone."
        confirmLabel="Delete campaign"
        onConfirm={remove}
      />
    </>
  );
}
