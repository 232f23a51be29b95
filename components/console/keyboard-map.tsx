"use client";

import { Dialog } from "#components/ui/dialog.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { Permissions } from "#lib/auth/core/permissions.ts";
import { permittedPages } from "./console-pages.ts";
import { useSingleKeys } from "./shortcuts.ts";

type KeyboardMapProps = {
  permissions: Permissions;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Every key of the console, and a switch for the single ones. */
export function KeyboardMap({ permissions, open, onOpenChange }: KeyboardMapProps) {
  const [isOn, setOn] = useSingleKeys();
  const pages = permittedPages(permissions).map(({ key, label }) => ({
    keys: ["G", key.toUpperCase()],
    words: `Go to ${label}`,
  }));
  return (
    <Dialog
      title="Keyboard"
      open={open}
      onOpenChange={onOpenChange}
      // Below what scrolls, so that it is in sight however many keys there are.
      footer={
        <div className="flex w-full items-center justify-between gap-4">
          <span id="single-keys">
            Single keys
            <span className="block text-xs text-muted">
              Off, only ⌘ K and Ctrl K work: nothing happens by a key pressed by accident.
            </span>
          </span>
          <Switch aria-labelledby="single-keys" value={isOn} onValueChange={setOn} />
        </div>
      }
    >
      <div className="grid items-start gap-x-8 gap-y-5 sm:grid-cols-2">
        <div className="flex flex-col gap-5">
          <Keys
            title="Everywhere"
            items={[
              { keys: ["⌘ K", "Ctrl K"], words: "Search", isEither: true },
              { keys: ["?"], words: "Show these keys" },
              { keys: ["Esc"], words: "Close what is open" },
            ]}
          />
          <Keys
            title="In a delivery's sheet"
            items={[
              { keys: ["J", "↓"], words: "Next delivery", isEither: true },
              { keys: ["K", "↑"], words: "Previous delivery", isEither: true },
            ]}
          />
        </div>
        <Keys title="Go to" items={pages} />
      </div>
    </Dialog>
  );
}

type Item = { keys: readonly string[]; words: string; isEither?: boolean };

function Keys({ title, items }: { title: string; items: readonly Item[] }) {
  return (
    <section>
      <h3 className="mb-1.5 text-xs font-medium text-muted">{title}</h3>
      <dl className="grid gap-1.5">
        {items.map(({ keys, words, isEither }) => (
          <div key={words} className="flex items-center justify-between gap-4">
            <dt>{words}</dt>
            <dd className="flex shrink-0 items-center gap-1">
              {keys.map((key, index) => (
                <span key={key} className="flex items-center gap-1">
                  {index > 0 && <span className="text-xs text-muted">{isEither ? "or" : "then"}</span>}
                  <kbd className="rounded-sm border border-border-strong bg-subtle px-1.5 py-0.5 font-mono text-2xs">
                    {key}
                  </kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
