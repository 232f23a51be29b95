"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ComponentProps, type ReactElement, type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { backdropClasses } from "./dialog.tsx";

export type ConfirmDialogProps = {
  /** The question, naming the object: "Delete the webhook orders?" */
  title: ReactNode;
  /** What will happen, and whether it can be undone. */
  description: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  tone?: "danger" | "primary";
  /** While its promise runs the dialog stays and shows progress; it closes when the promise resolves, stays when it rejects. */
  onConfirm: () => void | Promise<void>;
  trigger?: ReactElement<ComponentProps<"button">>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children?: ReactNode;
};

export function ConfirmDialogWindow({
  title,
  description,
  confirmLabel,
  cancelLabel = "Cancel",
  tone = "danger",
  onConfirm,
  trigger,
  defaultOpen = false,
  open: controlledOpen,
  onOpenChange,
  children,
}: ConfirmDialogProps & { defaultOpen?: boolean }) {
  const [ownOpen, setOwnOpen] = useState(defaultOpen);
  const [isRunning, setIsRunning] = useState(false);
  const open = controlledOpen ?? ownOpen;
  const setOpen = (next: boolean) => {
    setOwnOpen(next);
    onOpenChange?.(next);
  };

  const confirm = async () => {
    setIsRunning(true);
    try {
      await onConfirm();
      setOpen(false);
    } finally {
      setIsRunning(false);
    }
  };

  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !isRunning && setOpen(next)}>
      {trigger && <AlertDialog.Trigger render={trigger} />}
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdropClasses} />
        <AlertDialog.Viewport className="fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] place-items-center p-4">
          <AlertDialog.Popup
            data-slot="confirm-dialog"
            className={cn(
              "popup w-full max-w-md rounded-xl!",
              "transition-[opacity,transform] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0",
            )}
          >
            <div className="px-5 pt-4 pb-5">
              <AlertDialog.Title className="text-lg font-medium tracking-tight">{title}</AlertDialog.Title>
              <AlertDialog.Description className="mt-1 text-muted">{description}</AlertDialog.Description>
              {children && <div className="mt-3">{children}</div>}
            </div>
            <div className="flex justify-end gap-2 rounded-b-xl border-t bg-subtle px-5 py-3">
              <AlertDialog.Close render={<Button disabled={isRunning}>{cancelLabel}</Button>} />
              <Button
                variant={tone}
                loading={isRunning}
                onClick={() => {
                  void confirm();
                }}
              >
                {confirmLabel}
              </Button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
