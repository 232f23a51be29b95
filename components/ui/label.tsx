import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

type LabelProps = Omit<ComponentProps<"label">, "htmlFor"> & {
  htmlFor: string;
  /** Marks the field as one that may be left empty. Required is the silent default of our forms. */
  optional?: boolean;
  children: ReactNode;
};

export function Label({ htmlFor, className, optional, children, ...props }: LabelProps) {
  return (
    <label
      htmlFor={htmlFor}
      data-slot="label"
      className={cn("text-sm font-medium text-foreground", className)}
      {...props}
    >
      {children}
      {optional && <span className="ml-1.5 text-xs font-normal text-muted">Optional</span>}
    </label>
  );
}
