"use client";

import { Dialog as DialogPrimitive } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import { buttonVariants } from "./button-variants.ts";
import { cn } from "./cn.ts";
import { backdropClasses } from "./dialog.tsx";

type SheetProps = {
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
  /** Buttons beside the close button, such as previous and next. */
  actions?: ReactNode;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  side?: "right" | "left" | "bottom";
  /** What is focused when it opens; without it the first control. */
  initialFocus?: ComponentProps<typeof DialogPrimitive.Popup>["initialFocus"];
  className?: string;
};

const sides = {
  right:
    "inset-y-0 right-0 w-full max-w-xl border-l data-ending-style:translate-x-full data-starting-style:translate-x-full",
  left: "inset-y-0 left-0 w-full max-w-72 border-r data-ending-style:-translate-x-full data-starting-style:-translate-x-full",
  bottom:
    "inset-x-0 bottom-0 max-h-[88dvh] rounded-t-xl border-t data-ending-style:translate-y-full data-starting-style:translate-y-full",
};

/** A panel that slides in from an edge. The title is always there for screen readers. */
export function Sheet({
  title,
  description,
  children,
  footer,
  actions,
  trigger,
  open,
  onOpenChange,
  side = "right",
  initialFocus,
  className,
}: SheetProps) {
  return (
    <DialogPrimitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <DialogPrimitive.Trigger render={trigger} />}
      <DialogPrimitive.Portal>
        <DialogPrimitive.Backdrop className={backdropClasses} />
        <DialogPrimitive.Popup
          data-slot="sheet"
          initialFocus={initialFocus}
          className={cn(
            "fixed z-50 flex flex-col bg-surface shadow-popup outline-none transition-transform duration-200 ease-out",
            sides[side],
            className,
          )}
        >
          <header className="flex shrink-0 items-start gap-2 border-b py-3 pr-3 pl-4">
            <div className="min-w-0 flex-1 pt-0.5">
              <DialogPrimitive.Title className="truncate text-base font-medium">
                {title}
              </DialogPrimitive.Title>
              {description && (
                <DialogPrimitive.Description className="text-xs text-muted">
                  {description}
                </DialogPrimitive.Description>
              )}
            </div>
            {actions}
            <DialogPrimitive.Close
              aria-label="Close"
              className={buttonVariants({ variant: "ghost", size: "icon-sm" })}
            >
              <X aria-hidden />
            </DialogPrimitive.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
          {footer && (
            <footer className="flex shrink-0 items-center justify-end gap-2 border-t bg-subtle px-4 py-3">
              {footer}
            </footer>
          )}
        </DialogPrimitive.Popup>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}
