"use client";

import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { Popover } from "./popover.tsx";

type ExplainedProps = {
  /** What is explained, as it is read out: "503", "Exhausted". */
  term: string;
  /** What it means, and what to do about it, in a sentence or two. */
  meaning: ReactNode;
  /** The term as it is shown. */
  children: ReactNode;
  className?: string;
};

/** A word that says what it means when it is pressed: by mouse, by touch and by keyboard alike. */
export function Explained({ term, meaning, children, className }: ExplainedProps) {
  return (
    <Popover
      title={`What does “${term}” mean?`}
      showTitle
      className="w-72"
      trigger={
        <button
          type="button"
          className={cn(
            "inline-flex min-h-6 max-w-full min-w-0 cursor-help items-center gap-1.5 rounded-sm text-left decoration-dotted underline-offset-3 hover:underline data-popup-open:underline",
            className,
          )}
        >
          {children}
          <span className="sr-only">: what does this mean?</span>
        </button>
      }
    >
      <div className="px-3 pt-1 pb-3 text-sm">{meaning}</div>
    </Popover>
  );
}
