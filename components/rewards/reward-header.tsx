"use client";

import { Ellipsis, Gift, Pencil, Power, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Opened } from "#components/programme/opened.tsx";
import { tell } from "#components/programme/tell.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { DropdownMenu, MenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.ts";
import { setRewardActiveAction } from "#lib/loyalty/rewards/actions.ts";
import type { RewardDto } from "#lib/loyalty/rewards/schema.ts";

/** Forms come when they are opened. */
const loadBuyDialog = () => import("./buy-dialog.tsx").then((dialogs) => dialogs.BuyDialog);
const loadCouponsDialog = () => import("./coupons-dialog.tsx").then((dialogs) => dialogs.CouponsDialog);

type RewardHeaderProps = {
  reward: Pick<RewardDto, "rewardId" | "name" | "active" | "reward" | "costInPoints">;
  currency: string;
  takesCodes: boolean;
  mayChange: boolean;
  mayIssue: boolean;
  status: ReactNode;
  description: ReactNode;
};

/** What it is called, and what can be done with it. */
export function RewardHeader({
  reward,
  currency,
  takesCodes,
  mayChange,
  mayIssue,
  status,
  description,
}: RewardHeaderProps) {
  const router = useRouter();
  const [opened, setOpened] = useState<"buy" | "codes" | null>(null);
  const close = () => setOpened(null);
  const { rewardId, active } = reward;

  const switchActive = async () => {
    const outcome = await runAction(() => setRewardActiveAction({ rewardId, active: !active }));
    if (outcome.ok) tell(active ? "The reward is not active any more" : "The reward is active", outcome.data);
    else toast.error("The reward was not changed", { description: outcome.error.message });
    router.refresh();
  };

  return (
    <>
      <PageHeader
        back={{ href: "/rewards", label: "Rewards" }}
        title={reward.name}
        status={status}
        description={description}
        actions={
          <>
            {mayChange && (
              <ButtonLink href={`/rewards/${rewardId}/edit`}>
                <Pencil aria-hidden />
                Edit
              </ButtonLink>
            )}
            {mayIssue && (
              <Button variant="primary" onClick={() => setOpened("buy")}>
                <Gift aria-hidden />
                Buy for a member
              </Button>
            )}
            {mayChange && (
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
                <MenuItem icon={<Power aria-hidden />} onSelect={() => void switchActive()}>
                  {active ? "Deactivate" : "Activate"}
                </MenuItem>
                {takesCodes && (
                  <MenuItem icon={<Upload aria-hidden />} onSelect={() => setOpened("codes")}>
                    Upload codes
                  </MenuItem>
                )}
              </DropdownMenu>
            )}
          </>
        }
      />
      <Opened load={loadBuyDialog} isOpen={opened === "buy"} onClosed={close}>
        {(BuyDialog) => <BuyDialog reward={reward} currency={currency} onClosed={close} />}
      </Opened>
      <Opened load={loadCouponsDialog} isOpen={opened === "codes"} onClosed={close}>
        {(CouponsDialog) => <CouponsDialog rewardId={rewardId} name={reward.name} onClosed={close} />}
      </Opened>
    </>
  );
}
