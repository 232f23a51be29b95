"use client";

import { ArrowRightLeft } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { RedemptionStatus } from "#lib/loyalty/redemptions/constants.ts";

/** The form comes when it is opened. */
const StatusDialog = dynamic(() => import("./status-dialog.tsx").then(({ StatusDialog: dialog }) => dialog), {
  ssr: false,
});

type StatusButtonProps = { issuedRewardId: string; name: string; choices: readonly RedemptionStatus[] };

export function StatusButton(props: StatusButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setIsOpen(true)}>
        <ArrowRightLeft aria-hidden />
        Change status
      </Button>
      {isOpen && <StatusDialog {...props} onClosed={() => setIsOpen(false)} />}
    </>
  );
}
