"use client";

import { UserPlus } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import type { InviteDialogProps } from "./invite-dialog-window.tsx";

const load = () => import("./invite-dialog-window.tsx").then((module) => module.InviteDialogWindow);

const trigger = (
  <Button variant="primary">
    <UserPlus aria-hidden />
    Invite
  </Button>
);

/** The way to invite somebody. Its form comes with the first press. */
export function InviteDialog(props: InviteDialogProps) {
  return (
    <OnDemand kind="dialog" load={load} trigger={trigger}>
      {(Window) => <Window {...props} trigger={trigger} defaultOpen />}
    </OnDemand>
  );
}
