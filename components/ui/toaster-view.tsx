"use client";

import { CircleCheck, CircleX, Info, TriangleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { showMessagesBy } from "./toast.ts";

/** Where messages of what happened appear. */
export function ToasterView() {
  const { resolvedTheme } = useTheme();
  // Sonner listens by now: what is in it has its effects first.
  useEffect(() => showMessagesBy(({ kind, title, options }) => toast[kind](title, options)), []);
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      offset={16}
      gap={8}
      closeButton
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-success-text" />,
        error: <CircleX aria-hidden className="size-4 text-danger-text" />,
        warning: <TriangleAlert aria-hidden className="size-4 text-warning-text" />,
        info: <Info aria-hidden className="size-4 text-accent-text" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "group/toast popup flex w-(--width) items-start gap-2.5 px-3 py-2.5 font-sans text-sm max-sm:w-full",
          icon: "mt-0.5 flex shrink-0",
          content: "min-w-0 flex-1 pr-4",
          title: "font-medium",
          description: "mt-0.5 text-muted",
          actionButton:
            "shrink-0 self-center rounded-md border border-border-strong px-2 h-7 text-xs font-medium hover:bg-hover",
          cancelButton: "shrink-0 self-center rounded-md px-2 h-7 text-xs text-muted hover:bg-hover",
          closeButton:
            "absolute! top-1.5 right-1.5 left-auto! grid size-6 transform-none! place-items-center rounded-sm border-0! bg-transparent! text-muted! hover:bg-hover! [&_svg]:size-3.5",
        },
      }}
    />
  );
}
