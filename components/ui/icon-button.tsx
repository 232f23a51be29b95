"use client";

import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button.tsx";
import { Tooltip } from "./tooltip.tsx";

export type IconButtonProps = Omit<ButtonProps, "size" | "aria-label" | "children"> & {
  /** The accessible name, and the tooltip unless `tooltip` says otherwise. */
  label: string;
  icon: ReactNode;
  size?: "sm" | "md";
  /** `false` for a button whose popup would cover it. */
  tooltip?: ReactNode | false;
  side?: "top" | "right" | "bottom" | "left";
};

export function IconButton({
  label,
  icon,
  size = "md",
  variant = "ghost",
  tooltip = label,
  side,
  ...props
}: IconButtonProps) {
  const button = (
    <Button variant={variant} size={size === "sm" ? "icon-sm" : "icon"} aria-label={label} {...props}>
      {icon}
    </Button>
  );
  if (tooltip === false) return button;
  return (
    <Tooltip content={tooltip} side={side}>
      {button}
    </Tooltip>
  );
}
