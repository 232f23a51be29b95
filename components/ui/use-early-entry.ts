"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * Keeps what was typed, ticked or chosen before the page's scripts ran. The browser shows it, but React takes such a
 * field over as it is and tells nobody, and the next rendering would undo it. It is entered once more, as by hand.
 */
export function useEarlyEntry(field: RefObject<Field | null>): void {
  const early = useRef<string | boolean | null>(null);
  // Before anything is rendered again.
  useLayoutEffect(() => {
    early.current = field.current && earlyEntryOf(field.current);
  }, [field]);
  useEffect(() => {
    const entry = early.current;
    early.current = null;
    if (entry === null) return;
    // Those who have to hear of it, as a form, begin to listen with effects of their own, which follow this one.
    queueMicrotask(() => {
      if (field.current !== null) enter(field.current, entry);
    });
  }, [field]);
}

/** What was rendered is the field's default. */
function earlyEntryOf(field: Field): string | boolean | null {
  if (field.type === "checkbox" || field.type === "radio") {
    const { checked, defaultChecked } = field as HTMLInputElement;
    return checked === defaultChecked || (field.type === "radio" && !checked) ? null : checked;
  }
  return field.value === field.defaultValue ? null : field.value;
}

function enter(field: Field, entry: string | boolean): void {
  if (typeof entry === "boolean") {
    (field as HTMLInputElement).checked = !entry;
    field.click();
    return;
  }
  // Somebody went on typing, and that was heard.
  if (field.value !== entry && field.value !== field.defaultValue) return;
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  const set = Object.getOwnPropertyDescriptor(prototype, "value")?.set;
  // React compares with what was last set by the field itself.
  field.value = field.defaultValue;
  set?.call(field, entry);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
