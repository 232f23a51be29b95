"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";

/** Single keys can be switched off: whoever dictates or trembles presses them without meaning to. */
const STORAGE_KEY = "pointhook-single-keys";
const listeners = new Set<() => void>();

export function useSingleKeys(): [isOn: boolean, set: (isOn: boolean) => void] {
  const isOn = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readSingleKeys,
    () => true,
  );
  return [isOn, writeSingleKeys];
}

function readSingleKeys(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== "off";
  } catch {
    return true;
  }
}

function writeSingleKeys(isOn: boolean): void {
  try {
    localStorage.setItem(STORAGE_KEY, isOn ? "on" : "off");
  } catch {
    // A browser that keeps nothing has them on.
  }
  for (const notify of listeners) notify();
}

const WRITING = "input, textarea, select, [contenteditable=true], [role=textbox], [role=combobox]";
/** Between the two keys of a sequence. */
const SEQUENCE_MS = 1_200;

/**
 * Keys of a page: "?", "j", or a sequence as "g d"; "mod+k" is ⌘K or Ctrl+K and works everywhere. Single keys do
 * nothing while somebody writes, and while a dialog is open unless `isInDialog`.
 */
export function useShortcuts(
  keys: Readonly<Record<string, () => void>>,
  { isInDialog = false }: { isInDialog?: boolean } = {},
): void {
  const current = useRef(keys);
  current.current = keys;

  useEffect(() => {
    let before = { key: "", atMs: 0 };
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (event.metaKey || event.ctrlKey) {
        const run = event.altKey || event.shiftKey ? undefined : current.current[`mod+${key}`];
        if (run === undefined) return;
        event.preventDefault();
        run();
        return;
      }
      if (event.altKey || !readSingleKeys()) return;
      const { target } = event;
      if (target instanceof Element && target.closest(WRITING) !== null) return;
      if (!isInDialog && document.querySelector("[role=dialog], [role=alertdialog], [role=menu]")) return;
      const nowMs = performance.now();
      const sequence = nowMs - before.atMs < SEQUENCE_MS ? `${before.key} ${key}` : key;
      const run = current.current[sequence] ?? current.current[key];
      before = { key, atMs: nowMs };
      if (run === undefined) return;
      event.preventDefault();
      before = { key: "", atMs: 0 };
      run();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [isInDialog]);
}
