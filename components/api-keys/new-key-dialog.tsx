"use client";

import { Plus } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import type { NewKeyDialogProps } from "./new-key-dialog-window.tsx";

const load = () => import("./new-key-dialog-window.tsx").then((module) => module.NewKeyDialogWindow);

const trigger = (
  <Button variant="primary">
    <Plus aria-hidden />
    New API key
  </Button>
);

/** The way to a new API key. Its form comes with the first press. */
export function NewKeyDialog(props: NewKeyDialogProps) {
  return (
    <OnDemand kind="dialog" load={load} trigger={trigger}>
      {(Window) => <Window {...props} trigger={trigger} defaultOpen />}
    </OnDemand>
  );
}
