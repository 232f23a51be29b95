"use client";

import { Keyboard, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useSyncExternalStore } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Permissions } from "#lib/auth/core/permissions.ts";
import { CommandPalette } from "./command-palette.tsx";
import { permittedPages } from "./console-pages.ts";
import { KeyboardMap } from "./keyboard-map.tsx";
import { useShortcuts } from "./shortcuts.ts";

/** The buttons of the command palette and the keyboard map, and the keys that open them and lead to pages. */
export function ConsoleKeys({ permissions }: { permissions: Permissions }) {
  const router = useRouter();
  const [opened, setOpened] = useState<"palette" | "map" | null>(null);
  const isApple = useSyncExternalStore(never, onApple, () => false);
  const toggle = (what: "palette" | "map") => (open: boolean) => setOpened(open ? what : null);
  useShortcuts({
    "mod+k": () => setOpened((current) => (current === "palette" ? null : "palette")),
    "?": () => setOpened("map"),
    ...Object.fromEntries(
      permittedPages(permissions).map(({ key, href }) => [`g ${key}`, () => router.push(href)]),
    ),
  });
  return (
    <>
      <Button
        aria-label="Search and go to"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setOpened("palette")}
        className="mr-1 w-56 justify-start text-muted max-md:hidden"
      >
        <Search aria-hidden />
        <span className="flex-1 text-left font-normal">Search</span>
        <kbd aria-hidden className="rounded-sm border bg-subtle px-1 font-mono text-2xs">
          {isApple ? "⌘K" : "Ctrl K"}
        </kbd>
      </Button>
      <IconButton
        label="Search and go to"
        icon={<Search aria-hidden />}
        onClick={() => setOpened("palette")}
        className="md:hidden"
      />
      <IconButton
        label="Keyboard"
        icon={<Keyboard aria-hidden />}
        onClick={() => setOpened("map")}
        className="max-md:hidden"
      />
      <CommandPalette
        permissions={permissions}
        open={opened === "palette"}
        onOpenChange={toggle("palette")}
      />
      <KeyboardMap permissions={permissions} open={opened === "map"} onOpenChange={toggle("map")} />
    </>
  );
}

const never = () => () => {};
const onApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent);
