"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { DropdownMenu, MenuRadioGroup } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";

const themes = [
  { value: "light", label: "Light", icon: <Sun aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
  { value: "system", label: "System", icon: <Monitor aria-hidden /> },
] as const;

export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  const current = themes.find((option) => option.value === theme)?.value ?? "system";
  return (
    <DropdownMenu
      className="min-w-36"
      trigger={
        <IconButton
          label="Theme"
          tooltip={false}
          icon={
            <>
              <Sun aria-hidden className="dark:hidden" />
              <Moon aria-hidden className="hidden dark:block" />
            </>
          }
        />
      }
    >
      <MenuRadioGroup label="Theme" value={current} onValueChange={setTheme} options={themes} />
    </DropdownMenu>
  );
}
