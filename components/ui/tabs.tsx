"use client";

import { Tabs as TabsPrimitive } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export type TabItem = {
  value: string;
  label: ReactNode;
  count?: number;
  content: ReactNode;
  disabled?: boolean;
};

type TabsProps = {
  items: readonly TabItem[];
  label: string;
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  /** `segmented` for a small switch inside a card. */
  appearance?: "underline" | "segmented";
  className?: string;
  panelClassName?: string;
};

/** Tabs within a page, without an address of their own. For tabs with an address: `LinkTabs`. */
export function Tabs({
  items,
  label,
  value,
  defaultValue = items[0]?.value,
  onValueChange,
  appearance = "underline",
  className,
  panelClassName,
}: TabsProps) {
  return (
    <TabsPrimitive.Root
      value={value}
      defaultValue={value === undefined ? defaultValue : undefined}
      onValueChange={(next) => onValueChange?.(String(next))}
      className={className}
    >
      <TabsPrimitive.List
        aria-label={label}
        className={cn(
          "relative flex",
          appearance === "underline"
            ? "gap-5 overflow-x-auto border-b"
            : "w-fit gap-0.5 rounded-md border bg-subtle p-0.5",
        )}
      >
        {items.map((item) => (
          <TabsPrimitive.Tab
            key={item.value}
            value={item.value}
            disabled={item.disabled}
            className={cn(
              "relative z-1 inline-flex items-center gap-1.5 whitespace-nowrap text-muted transition-colors hover:text-foreground data-active:text-foreground data-disabled:opacity-50",
              appearance === "underline"
                ? "h-9 font-medium focus-visible:-outline-offset-2"
                : "h-6 rounded-sm px-2 text-xs font-medium data-active:bg-surface data-active:shadow-[0_0_0_1px_var(--border)]",
            )}
          >
            {item.label}
            {item.count !== undefined && <TabCount count={item.count} />}
          </TabsPrimitive.Tab>
        ))}
        {appearance === "underline" && (
          <TabsPrimitive.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-accent transition-[translate,width] duration-150" />
        )}
      </TabsPrimitive.List>
      {items.map((item) => (
        <TabsPrimitive.Panel key={item.value} value={item.value} className={cn("pt-4", panelClassName)}>
          {item.content}
        </TabsPrimitive.Panel>
      ))}
    </TabsPrimitive.Root>
  );
}

export function TabCount({ count }: { count: number }) {
  return (
    <span className="rounded-full bg-hover px-1.5 text-2xs leading-4 text-muted tabular">
      {count.toLocaleString("en")}
    </span>
  );
}
