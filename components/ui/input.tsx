"use client";

import { type ComponentProps, type ReactNode, useImperativeHandle, useRef } from "react";
import { cn } from "./cn.ts";
import { controlClasses } from "./control-classes.ts";
import { useEarlyEntry } from "./use-early-entry.ts";

export type InputProps = ComponentProps<"input"> & {
  /** Decoration inside the field, before the text. */
  icon?: ReactNode;
};

export function Input({ className, icon, type = "text", ref, ...props }: InputProps) {
  const own = useRef<HTMLInputElement>(null);
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => own.current, []);
  useEarlyEntry(own);
  const input = (
    <input
      ref={own}
      data-slot="input"
      type={type}
      className={cn(controlClasses, "h-8 pointer-coarse:h-10", icon && "pl-8", !icon && className)}
      {...props}
    />
  );
  if (!icon) return input;
  return (
    <span className={cn("relative block w-full", className)}>
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-0 grid w-8 place-items-center text-muted [&_svg]:size-3.5"
      >
        {icon}
      </span>
      {input}
    </span>
  );
}
