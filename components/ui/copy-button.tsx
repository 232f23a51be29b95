"use client";

import { Check, Copy, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "./button.tsx";
import { cn } from "./cn.ts";
import { IconButton } from "./icon-button.tsx";

type CopyState = "idle" | "copied" | "failed";

type CopyButtonProps = {
  /** The text, or how to get it when it is pressed. */
  text: string | (() => string);
  /** What is copied, for instance "Copy secret". */
  label?: string;
  /** With words beside the icon. */
  showLabel?: boolean;
  variant?: ButtonProps["variant"];
  size?: "sm" | "md";
  className?: string;
  onCopied?: () => void;
};

const FEEDBACK_MS = 1_800;

export function CopyButton({
  text,
  label = "Copy",
  showLabel,
  variant = showLabel ? "secondary" : "ghost",
  size = "sm",
  className,
  onCopied,
}: CopyButtonProps) {
  const [state, setState] = useState<CopyState>("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), FEEDBACK_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    // The clipboard is missing outside secure contexts: plain http on another host than localhost.
    try {
      await navigator.clipboard.writeText(typeof text === "function" ? text() : text);
      setState("copied");
      onCopied?.();
    } catch {
      setState("failed");
    }
  };

  const words = { idle: label, copied: "Copied", failed: "Copying was refused by the browser" }[state];
  const icon =
    state === "copied" ? (
      <Check aria-hidden className={cn(size === "sm" ? "size-3.5" : "size-4", "text-success-text!")} />
    ) : state === "failed" ? (
      <TriangleAlert aria-hidden className={cn(size === "sm" ? "size-3.5" : "size-4", "text-danger-text!")} />
    ) : (
      <Copy aria-hidden className={size === "sm" ? "size-3.5" : "size-4"} />
    );

  return (
    <>
      {showLabel ? (
        <Button variant={variant} size={size} className={className} onClick={() => void copy()}>
          {icon}
          {state === "idle" ? label : state === "copied" ? "Copied" : "Not copied"}
        </Button>
      ) : (
        <IconButton
          label={label}
          tooltip={words}
          icon={icon}
          variant={variant}
          size={size}
          className={className}
          onClick={() => void copy()}
        />
      )}
      <span role="status" className="sr-only">
        {state === "idle" ? "" : words}
      </span>
    </>
  );
}

/** An id or address in monospace that can be copied; long ones are cut at the end for the eye only. */
export function CopyableText({
  text,
  label,
  className,
}: {
  text: string;
  label?: string;
  className?: string;
}) {
  return (
    <span
      data-slot="copyable"
      className={cn("inline-flex max-w-full min-w-0 items-center gap-0.5", className)}
    >
      <code className="truncate font-mono text-xs" title={text}>
        {text}
      </code>
      {/* A target of 24 px in a line of 20: rows with and without are of one height. */}
      <CopyButton text={text} label={label} className="-my-0.5 size-6" />
    </span>
  );
}
