"use client";

import { Popover as PopoverPrimitive } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn.ts";

type PopoverProps = {
  /** Names the popup for screen readers; shown as its heading with `showTitle`. */
  title: string;
  showTitle?: boolean;
  trigger: ReactElement;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  className?: string;
};

export function Popover({
  title,
  showTitle,
  trigger,
  children,
  open,
  onOpenChange,
  side = "bottom",
  align = "start",
  className,
}: PopoverProps) {
  return (
    <PopoverPrimitive.Root open={open} onOpenChange={onOpenChange}>
      <PopoverPrimitive.Trigger render={trigger} />
      <PopoverPrimitive.Portal>
        <PopoverPrimitive.Positioner
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50"
        >
          <PopoverPrimitive.Popup
            data-slot="popover"
            className={cn("popup popup-motion max-w-(--available-width)", className)}
          >
            <PopoverPrimitive.Title
              className={showTitle ? "px-3 pt-2.5 text-xs font-medium text-muted" : "sr-only"}
            >
              {title}
            </PopoverPrimitive.Title>
            {children}
          </PopoverPrimitive.Popup>
        </PopoverPrimitive.Positioner>
      </PopoverPrimitive.Portal>
    </PopoverPrimitive.Root>
  );
}
