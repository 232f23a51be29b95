"use client";

import { Tooltip as TooltipPrimitive } from "@base-ui/react/tooltip";
import {
  cloneElement,
  type ReactElement,
  type ReactNode,
  type Ref,
  useEffect,
  useRef,
  useState,
} from "react";
import { cn } from "./cn.ts";

export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <TooltipPrimitive.Provider delay={350} closeDelay={0}>
      {children}
    </TooltipPrimitive.Provider>
  );
}

type TooltipProps = {
  content: ReactNode;
  /** One element that takes props and a ref; it becomes the trigger. */
  children: ReactElement<{ onPointerMove?: () => void }>;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  className?: string;
  triggerRef?: Ref<HTMLButtonElement>;
};

/** Extra detail on hover and focus. Touch users never see it: nothing essential may live here. */
export function Tooltip({
  content,
  children,
  side = "top",
  align = "center",
  className,
  triggerRef,
}: TooltipProps) {
  return (
    <TooltipPrimitive.Root>
      <TooltipPrimitive.Trigger ref={triggerRef} data-slot="tooltip-trigger" render={children} />
      <TooltipPrimitive.Portal>
        <TooltipPrimitive.Positioner side={side} align={align} sideOffset={6} className="z-60">
          <TooltipPrimitive.Popup
            data-slot="tooltip"
            className={cn(
              "popup-motion max-w-72 rounded-md bg-primary px-2 py-1 text-xs text-primary-foreground",
              className,
            )}
          >
            {content}
          </TooltipPrimitive.Popup>
        </TooltipPrimitive.Positioner>
      </TooltipPrimitive.Portal>
    </TooltipPrimitive.Root>
  );
}

/**
 * The same for words that cannot be focused, of which a list has hundreds: until the pointer is on them there is
 * nothing but the words, which the server renders in a small part of the time.
 */
export function Hint(props: TooltipProps) {
  const [isNear, setIsNear] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  // The trigger is another element than the words were. The browser may tell it that the pointer is there before it
  // listens, and would not tell it again.
  useEffect(() => {
    if (isNear && trigger.current?.matches(":hover"))
      trigger.current.dispatchEvent(new MouseEvent("mouseenter"));
  }, [isNear]);
  if (isNear) return <Tooltip {...props} triggerRef={trigger} />;
  // A pointer that was on them before the page listened moves all the same, and never enters.
  return cloneElement(props.children, { onPointerMove: () => setIsNear(true) });
}
