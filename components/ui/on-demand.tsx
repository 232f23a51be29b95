"use client";

import {
  type ComponentProps,
  type ComponentType,
  cloneElement,
  type ReactElement,
  type ReactNode,
  useEffect,
  useState,
} from "react";
import { usePart } from "./use-part.ts";

type Trigger = ReactElement<ComponentProps<"button">>;

/** What a popup takes that comes with the first press of its trigger. */
export type OnDemandProps = { trigger: Trigger; defaultOpen?: boolean };

type OnDemandElementProps<Props> = {
  kind: "menu" | "dialog";
  /** The same function each time. */
  load: () => Promise<ComponentType<Props>>;
  trigger: Trigger;
  /** The popup with its trigger, open. */
  children: (popup: ComponentType<Props>) => ReactNode;
};

/**
 * A popup that stands in every page and is opened in few: until somebody presses its trigger there is only that. Its
 * code is fetched as soon as the pointer or the focus is there.
 */
export function OnDemand<Props>({ kind, load, trigger, children }: OnDemandElementProps<Props>) {
  const [Popup, want] = usePart(load);
  const [isComing, setIsComing] = useState(false);
  if (Popup !== null) return children(Popup);
  const fetchEarly = () => {
    // The press that follows asks again, and tells.
    load().catch(() => {});
  };
  const open = () => {
    if (isComing) return;
    setIsComing(true);
    void want().then(() => setIsComing(false));
  };
  return cloneElement(trigger, {
    "aria-haspopup": kind,
    "aria-expanded": false,
    "aria-busy": isComing || undefined,
    onPointerEnter: fetchEarly,
    onFocus: fetchEarly,
    onClick: open,
    onKeyDown: (event) => {
      if (kind !== "menu" || event.key !== "ArrowDown") return;
      event.preventDefault();
      open();
    },
  });
}

type FetchedProps<Props> = {
  /** The same function each time. */
  load: () => Promise<ComponentType<Props>>;
  /** Fetched when this becomes true; from then on it stays. */
  isWanted: boolean;
  /** It could not be fetched, which the reader has been told: it is not wanted any more. */
  onAway?: () => void;
  /** What stands in its place until then. */
  meanwhile?: ReactNode;
  children: (part: ComponentType<Props>) => ReactNode;
};

/** A part of the page, such as a dialog, whose code comes when it is shown for the first time. */
export function Fetched<Props>({ load, isWanted, onAway, meanwhile, children }: FetchedProps<Props>) {
  const [Part, want] = usePart(load);
  const isMissing = isWanted && Part === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once each time that it is missing.
  useEffect(() => {
    if (!isMissing) return;
    void want().then((isThere) => {
      if (!isThere) onAway?.();
    });
  }, [isMissing]);
  return Part === null ? meanwhile : children(Part);
}
