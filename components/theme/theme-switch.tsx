"use client";

import { Moon, Sun } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";

const loadMenu = () => import("./theme-menu.tsx").then((module) => module.ThemeMenu);

const trigger = (
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
);

export function ThemeSwitch() {
  return (
    <OnDemand kind="menu" load={loadMenu} trigger={trigger}>
      {(Menu) => <Menu trigger={trigger} defaultOpen />}
    </OnDemand>
  );
}
