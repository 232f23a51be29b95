"use client";

import { Menu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import { cn } from "./cn.ts";
import { Link } from "./link.tsx";

type DropdownMenuProps = {
  trigger: ReactElement;
  children: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  /** Open from the start, for a menu that comes with the first press of its trigger. */
  defaultOpen?: boolean;
  className?: string;
};

export function DropdownMenu({
  trigger,
  children,
  side = "bottom",
  align = "end",
  defaultOpen,
  className,
}: DropdownMenuProps) {
  return (
    <Menu.Root defaultOpen={defaultOpen}>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner side={side} align={align} sideOffset={4} collisionPadding={8} className="z-50">
          <Menu.Popup data-slot="menu" className={cn("popup popup-motion min-w-44 p-1", className)}>
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

const itemClasses =
  "flex min-h-7 w-full cursor-default items-center gap-2 rounded-sm px-2 py-1 text-left text-sm text-foreground outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-9 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted";

type MenuItemProps = {
  icon?: ReactNode;
  children: ReactNode;
  /** Keys or a count at the far end. */
  hint?: ReactNode;
  tone?: "danger";
  disabled?: boolean;
  onSelect: () => void;
};

export function MenuItem({ icon, children, hint, tone, disabled, onSelect }: MenuItemProps) {
  return (
    <Menu.Item
      disabled={disabled}
      onClick={onSelect}
      className={cn(
        itemClasses,
        tone === "danger" && "text-danger-text data-highlighted:bg-danger-subtle [&_svg]:text-current",
      )}
    >
      {icon}
      <span className="flex-1">{children}</span>
      {hint && <span className="text-xs text-muted">{hint}</span>}
    </Menu.Item>
  );
}

type MenuLinkProps = {
  icon?: ReactNode;
  children: ReactNode;
  href: ComponentProps<typeof Link>["href"];
};

export function MenuLink({ icon, children, href }: MenuLinkProps) {
  return (
    <Menu.LinkItem closeOnClick className={itemClasses} render={<Link href={href} />}>
      {icon}
      <span className="flex-1">{children}</span>
    </Menu.LinkItem>
  );
}

type MenuRadioGroupProps<Value extends string> = {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; detail?: ReactNode; icon?: ReactNode }[];
};

export function MenuRadioGroup<Value extends string>({
  label,
  value,
  onValueChange,
  options,
}: MenuRadioGroupProps<Value>) {
  return (
    <Menu.RadioGroup value={value} onValueChange={onValueChange}>
      <MenuGroupLabel>{label}</MenuGroupLabel>
      {options.map((option) => (
        <Menu.RadioItem key={option.value} value={option.value} closeOnClick className={itemClasses}>
          {option.icon}
          <span className="min-w-0 flex-1">
            <span className="block truncate">{option.label}</span>
            {option.detail && <span className="block truncate text-xs text-muted">{option.detail}</span>}
          </span>
          <span className="grid size-4 place-items-center">
            <Menu.RadioItemIndicator>
              <Check aria-hidden />
            </Menu.RadioItemIndicator>
          </span>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

type MenuCheckboxProps = { children: ReactNode; value: boolean; onValueChange: (value: boolean) => void };

/** Stays open when it is pressed: several are chosen one after the other. */
export function MenuCheckbox({ children, value, onValueChange }: MenuCheckboxProps) {
  return (
    <Menu.CheckboxItem checked={value} onCheckedChange={onValueChange} className={itemClasses}>
      <span className="grid size-4 place-items-center">
        <Menu.CheckboxItemIndicator>
          <Check aria-hidden />
        </Menu.CheckboxItemIndicator>
      </span>
      <span className="flex-1">{children}</span>
    </Menu.CheckboxItem>
  );
}

function MenuGroupLabel({ children }: { children: ReactNode }) {
  return (
    <Menu.GroupLabel className="px-2 pt-1.5 pb-1 text-xs font-medium text-muted">{children}</Menu.GroupLabel>
  );
}

export function MenuSeparator() {
  return <Menu.Separator className="-mx-1 my-1 h-px bg-border" />;
}
