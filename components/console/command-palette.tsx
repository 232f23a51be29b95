"use client";

import { Activity, ArrowRight, IdCard, Search, Send, Webhook } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Permissions } from "#lib/auth/core/permissions.ts";
import { searchAction } from "#lib/search/actions.ts";
import type { SearchHitDto } from "#lib/search/schema.ts";
import { permittedPages } from "./console-pages.ts";
import { runAction } from "./run-action.ts";

type CommandPaletteProps = {
  permissions: Permissions;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

type Entry = { key: string; href: string; icon: ReactNode; title: string; detail: string };

/** Long enough for a word to be typed, short enough not to be noticed. */
const TYPING_MS = 160;

const HITS: Record<SearchHitDto["kind"], { icon: ReactNode; words: string; href: string }> = {
  webhook: { icon: <Webhook aria-hidden />, words: "Webhook", href: "/settings/webhooks" },
  event: { icon: <Activity aria-hidden />, words: "Event", href: "/events" },
  member: { icon: <IdCard aria-hidden />, words: "Member", href: "/members" },
  delivery: { icon: <Send aria-hidden />, words: "Delivery", href: "/deliveries" },
};

/** Goes to a page, or to a webhook, an event or a delivery that the server finds by id or text. */
export function CommandPalette({ permissions, open, onOpenChange }: CommandPaletteProps) {
  return (
    <Dialog
      title="Go to"
      description="A page; a webhook, an event or a delivery by its id, URL or event name; a member by name, e-mail, phone or card."
      open={open}
      onOpenChange={onOpenChange}
    >
      {/* Mounted with the dialog: each time it opens it begins anew. */}
      <Palette permissions={permissions} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function Palette({ permissions, onDone }: { permissions: Permissions; onDone: () => void }) {
  const router = useRouter();
  const id = useId();
  const [text, setText] = useState("");
  const [current, setCurrent] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const { hits, isSearching, problem } = useSearch(text);

  const entries = [...pageEntries(permissions, text), ...hits.map(hitEntry)];
  const active = Math.min(current, entries.length - 1);

  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const go = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    onDone();
    router.push(entry.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      setCurrent((active + step + entries.length) % entries.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(entries[active]);
    }
  };

  return (
    <>
      <div className="relative mb-2">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
        />
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type in it.
          autoFocus
          role="combobox"
          aria-label="Search"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={entries.length > 0 ? `${id}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Search…"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setCurrent(0);
          }}
          onKeyDown={onKeyDown}
          className="h-10 w-full rounded-md border border-control bg-surface pr-8 pl-9 text-base outline-none placeholder:text-muted focus-visible:border-accent pointer-coarse:text-lg"
        />
        {isSearching && (
          <span className="absolute top-1/2 right-2.5 -translate-y-1/2">
            <Spinner />
          </span>
        )}
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label="Results" className="h-72 overflow-y-auto">
        {entries.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys.
          <div
            key={entry.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            data-index={index}
            onClick={() => go(entry)}
            onPointerMove={() => setCurrent(index)}
            className={cn(
              "flex min-h-9 cursor-default items-center gap-3 rounded-md px-2.5 py-1.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted",
              index === active && "bg-hover",
            )}
          >
            {entry.icon}
            <span className="min-w-0 flex-1">
              <span className="block truncate">{entry.title}</span>
              {entry.detail !== "" && (
                <span className="block truncate text-xs text-muted">{entry.detail}</span>
              )}
            </span>
            {index === active && <ArrowRight aria-hidden />}
          </div>
        ))}
      </div>
      <p role="status" className="mt-1 min-h-4 text-xs text-muted">
        {problem ??
          (entries.length === 0 && !isSearching
            ? "Nothing was found in this store."
            : `${entries.length} ${entries.length === 1 ? "result" : "results"}. Arrows choose, Enter opens.`)}
      </p>
    </>
  );
}

function pageEntries(permissions: Permissions, text: string): Entry[] {
  const words = text.trim().toLowerCase().split(/\s+/);
  return permittedPages(permissions)
    .map(({ href, label, group, icon: Icon }) => ({
      key: href,
      href,
      icon: <Icon aria-hidden />,
      title: label,
      detail: group ?? "",
    }))
    .filter(({ title, detail }) => words.every((word) => `${title} ${detail}`.toLowerCase().includes(word)));
}

function hitEntry({ kind, id, title, detail }: SearchHitDto): Entry {
  const { icon, words, href } = HITS[kind];
  return { key: `${kind}-${id}`, href: `${href}/${id}`, icon, title: `${words} ${title}`, detail };
}

/** What the server finds, a moment after the last key. An answer that was overtaken is left out. */
function useSearch(text: string) {
  const [found, setFound] = useState<{ text: string; hits: SearchHitDto[]; problem: string | null }>({
    text: "",
    hits: [],
    problem: null,
  });
  const wanted = text.trim();
  const isSearchable = wanted.length >= 2;

  useEffect(() => {
    if (!isSearchable) return;
    let isOvertaken = false;
    const timer = setTimeout(async () => {
      const outcome = await runAction(() => searchAction({ text: wanted }));
      if (isOvertaken) return;
      setFound(
        outcome.ok
          ? { text: wanted, hits: outcome.data ?? [], problem: null }
          : { text: wanted, hits: [], problem: outcome.error.message },
      );
    }, TYPING_MS);
    return () => {
      isOvertaken = true;
      clearTimeout(timer);
    };
  }, [wanted, isSearchable]);

  if (!isSearchable) return { hits: [], isSearching: false, problem: null };
  return { hits: found.hits, isSearching: found.text !== wanted, problem: found.problem };
}
