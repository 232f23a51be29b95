"use client";

import type { ConfirmDialogProps } from "./confirm-dialog-window.tsx";
import { Fetched, OnDemand } from "./on-demand.tsx";

const load = () => import("./confirm-dialog-window.tsx").then((module) => module.ConfirmDialogWindow);

/** Asks before something is done. Its code comes with the first question. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, open = false, onOpenChange } = props;
  if (trigger !== undefined) {
    return (
      <OnDemand kind="dialog" load={load} trigger={trigger}>
        {(Window) => <Window {...props} defaultOpen />}
      </OnDemand>
    );
  }
  return (
    <Fetched load={load} isWanted={open} onAway={() => onOpenChange?.(false)}>
      {(Window) => <Window {...props} />}
    </Fetched>
  );
}
