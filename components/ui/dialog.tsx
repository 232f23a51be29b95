"use client";

import { Dialog as DialogPrimitive } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import { buttonVariants } from "./button-variants.ts";
import { cn } from "./cn.ts";

export const backdropClasses =
  "fixed inset-0 z-50 bg-overlay transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";

type DialogProps = {
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  /** The element that opens it; leave it out when `open` is controlled from elsewhere. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  size?: "sm" | "md" | "lg" | "xl";
  /** `false` for content that would be lost, such as a secret shown once: only a button closes it. */
  dismissible?: boolean;
  initialFocus?: ComponentProps<typeof DialogPrimitive.Popup>["initialFocus"];
};

const sizes = { sm: "max-w-sm", md: "max-w-lg", lg: "max-w-2xl", xl: "max-w-4xl" };

export function Dialog({
  title,
  description,
  children,
  footer,
  trigger,
  open,
  onOpenChange,
  size = "md",
  dismissible = true,
  initialFocus,
}: DialogProps) {
  return (
    <DialogPrimitive.Root
      open={open}
      onOpenChange={(next, details) => {
        const accidental = details.reason === "outside-press" || details.reason === "escape-key";
        if (!next && !dismissible && accidental) {
          details.cancel();
          return;
        }
        onOpenChange?.(next);
      }}
    >
      {trigger && <DialogPrimitive.Trigger render={trigger} />}
      <DialogPrimitive.Portal>
        <DialogPrimitive.Backdrop className={backdropClasses} />
        <DialogPrimitive.Viewport className="fixed inset-0 z-50 grid grid-cols-[minmax(0,1fr)] items-end justify-items-center overflow-hidden sm:items-start sm:p-4 sm:pt-[10vh]">
          <DialogPrimitive.Popup
            data-slot="dialog"
            initialFocus={initialFocus}
            className={cn(
              "popup flex max-h-[92dvh] w-full flex-col rounded-b-none! rounded-t-xl! sm:max-h-[80dvh] sm:rounded-xl!",
              "transition-[opacity,transform] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0",
              sizes[size],
            )}
          >
            <header className="flex items-start gap-4 px-5 pt-4 pb-3">
              <div className="min-w-0 flex-1">
                <DialogPrimitive.Title className="text-lg font-medium tracking-tight">
                  {title}
                </DialogPrimitive.Title>
                {description && (
                  <DialogPrimitive.Description className="mt-0.5 text-muted">
                    {description}
                  </DialogPrimitive.Description>
                )}
              </div>
              {dismissible && (
                <DialogPrimitive.Close
                  aria-label="Close"
                  className={cn(buttonVariants({ variant: "ghost", size: "icon-sm" }), "-mr-1.5")}
                >
                  <X aria-hidden />
                </DialogPrimitive.Close>
              )}
            </header>
            {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>}
            {footer && (
              <footer className="flex flex-wrap items-center justify-end gap-2 border-t bg-subtle px-5 py-3 sm:rounded-b-xl">
                {footer}
              </footer>
            )}
          </DialogPrimitive.Popup>
        </DialogPrimitive.Viewport>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}

/** Closes the dialog or sheet around it: `<DialogClose render={<Button>Cancel</Button>} />`. */
export function DialogClose({ render }: { render: ReactElement }) {
  return <DialogPrimitive.Close render={render} />;
}
