"use client";

import { type ComponentProps, useImperativeHandle, useRef } from "react";
import { cn } from "./cn.ts";
import { controlClasses } from "./control-classes.ts";
import { useEarlyEntry } from "./use-early-entry.ts";

export function Textarea({ className, rows = 4, ref, ...props }: ComponentProps<"textarea">) {
  const own = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle<HTMLTextAreaElement | null, HTMLTextAreaElement | null>(ref, () => own.current, []);
  useEarlyEntry(own);
  return (
    <textarea
      ref={own}
      data-slot="textarea"
      rows={rows}
      className={cn(controlClasses, "block min-h-16 resize-y py-1.5", className)}
      {...props}
    />
  );
}
