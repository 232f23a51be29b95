"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { DropdownMenu, MenuRadioGroup } from "#components/ui/dropdown-menu.tsx";
import type { OnDemandProps } from "#components/ui/on-demand.tsx";

const themes = [
  { value: "light", label: "Light", icon: <Sun aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
  { value: "system", label: "System", icon: <Monitor aria-hidden /> },
] as const;

export function ThemeMenu({ trigger, defaultOpen }: OnDemandProps) {
  const { theme, setTheme } = useTheme();
  const current = themes.find((option) => option.value === theme)?.value ?? "system";
  return (
    <DropdownMenu className="min-w-36" trigger={trigger} defaultOpen={defaultOpen}>
      <MenuRadioGroup label="Theme" value={current} onValueChange={setTheme} options={themes} />
    </DropdownMenu>
  );
}
