"use client";

import { ArrowRightLeft } from "lucide-react";
import { useState } from "react";
import { Opened } from "#components/programme/opened.tsx";
import { Button } from "#components/ui/button.tsx";
import type { RedemptionStatus } from "#lib/loyalty/redemptions/constants.ts";

/** The form comes when it is opened. */
const loadStatusDialog = () => import("./status-dialog.tsx").then((dialogs) => dialogs.StatusDialog);

type StatusButtonProps = {
  issuedRewardId: string;
  name: string;
  version: string;
  choices: readonly RedemptionStatus[];
  likely: RedemptionStatus | undefined;
};

export function StatusButton(props: StatusButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button variant="primary" onClick={() => setIsOpen(true)}>
        <ArrowRightLeft aria-hidden />
        Change status
      </Button>
      <Opened load={loadStatusDialog} isOpen={isOpen} onClosed={close}>
        {(StatusDialog) => <StatusDialog key={props.version} {...props} onClosed={close} />}
      </Opened>
    </>
  );
}
