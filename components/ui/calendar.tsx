"use client";

import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp } from "lucide-react";
import type { ComponentProps } from "react";
import { DayPicker } from "react-day-picker";
import { buttonVariants } from "./button-variants.ts";
import { cn } from "./cn.ts";

const chevrons = { left: ChevronLeft, right: ChevronRight, up: ChevronUp, down: ChevronDown };

function Chevron({ orientation = "left" }: { orientation?: keyof typeof chevrons }) {
  const Icon = chevrons[orientation];
  return <Icon aria-hidden className="size-4" />;
}

/** Begins with the visible number: whoever speaks to the page says what is seen. */
function dayLabel(date: Date, { today, selected }: { today?: boolean; selected?: boolean }): string {
  const day = date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  return [day, today && "today", selected && "selected"].filter(Boolean).join(", ");
}

/** A month to choose days from. Takes what react-day-picker takes; the look is ours. */
export function Calendar(props: ComponentProps<typeof DayPicker>) {
  return (
    <DayPicker
      weekStartsOn={1}
      fixedWeeks
      showOutsideDays
      components={{ Chevron }}
      labels={{ labelDayButton: dayLabel }}
      classNames={{
        root: "w-fit",
        months: "relative flex gap-4",
        month: "flex flex-col gap-2",
        month_caption: "flex h-7 items-center pl-2 font-medium",
        caption_label: "text-sm",
        nav: "absolute top-0 right-0 z-10 flex gap-0.5",
        button_previous: buttonVariants({ variant: "ghost", size: "icon-sm" }),
        button_next: buttonVariants({ variant: "ghost", size: "icon-sm" }),
        month_grid: "border-collapse",
        weekday: "size-8 text-2xs font-normal text-muted",
        week: "",
        day: "group/day p-0 py-px text-center",
        day_button:
          "grid size-8 place-items-center rounded-md text-xs tabular hover:bg-hover focus-visible:-outline-offset-2",
        today: "[&>button]:font-semibold [&>button]:text-accent-text",
        outside: "[&>button]:text-muted",
        disabled: "[&>button]:opacity-40",
        selected: "",
        range_start:
          "rounded-l-md bg-accent-subtle [&>button]:bg-accent! [&>button]:text-accent-foreground! [&>button]:opacity-100!",
        range_middle: cn(
          "bg-accent-subtle [&>button]:rounded-none [&>button]:text-accent-text [&>button]:opacity-100",
        ),
        range_end:
          "rounded-r-md bg-accent-subtle [&>button]:bg-accent! [&>button]:text-accent-foreground! [&>button]:opacity-100!",
      }}
      {...props}
    />
  );
}
