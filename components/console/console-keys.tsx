"use client";

import { Keyboard, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useSyncExternalStore } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { usePart } from "#components/ui/use-part.ts";
import type { Permissions } from "#lib/auth/core/permissions.ts";
import { permittedPages } from "./console-pages.ts";
import { useShortcuts } from "./shortcuts.ts";

const loadPalette = () => import("./command-palette.tsx").then((module) => module.CommandPalette);
const loadMap = () => import("./keyboard-map.tsx").then((module) => module.KeyboardMap);

type Overlay = "palette" | "map";

/** The buttons of the command palette and the keyboard map, and the keys that open them and lead to pages. */
export function ConsoleKeys({ permissions }: { permissions: Permissions }) {
  const router = useRouter();
  const [opened, setOpened] = useState<Overlay | null>(null);
  // They come with their first opening and stay for their way out.
  const [CommandPalette, wantPalette] = usePart(loadPalette);
  const [KeyboardMap, wantMap] = usePart(loadMap);
  const isApple = useSyncExternalStore(never, onApple, () => false);
  const open = async (what: Overlay) => {
    setOpened(what);
    const isThere = await (what === "palette" ? wantPalette() : wantMap());
    if (!isThere) setOpened(null);
  };
  const toggle = (what: Overlay) => (isOpen: boolean) => setOpened(isOpen ? what : null);
  useShortcuts({
    "mod+k": () => (opened === "palette" ? setOpened(null) : void open("palette")),
    "?": () => void open("map"),
    ...Object.fromEntries(
      permittedPages(permissions).map(({ key, href }) => [`g ${key}`, () => router.push(href)]),
    ),
  });
  return (
    <>
      <Button
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => void open("palette")}
        className="mr-1 w-56 justify-start text-muted max-md:hidden"
      >
        <Search aria-hidden />
        <span className="flex-1 text-left font-normal">Search</span>
        <kbd className="rounded-sm border bg-subtle px-1 font-mono text-2xs">{isApple ? "⌘K" : "Ctrl K"}</kbd>
      </Button>
      <IconButton
        label="Search"
        icon={<Search aria-hidden />}
        onClick={() => void open("palette")}
        className="md:hidden"
      />
      <IconButton
        label="Keyboard"
        icon={<Keyboard aria-hidden />}
        onClick={() => void open("map")}
        className="max-md:hidden"
      />
      {CommandPalette !== null && (
        <CommandPalette
          permissions={permissions}
          open={opened === "palette"}
          onOpenChange={toggle("palette")}
        />
      )}
      {KeyboardMap !== null && (
        <KeyboardMap permissions={permissions} open={opened === "map"} onOpenChange={toggle("map")} />
      )}
    </>
  );
}

const never = () => () => {};
const onApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent);
