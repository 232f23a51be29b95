"use client";

import type { ComponentType, ReactNode } from "react";
import { Fetched } from "#components/ui/on-demand.tsx";

type OpenedProps<Props> = {
  /** The same function each time. */
  load: () => Promise<ComponentType<Props>>;
  isOpen: boolean;
  onClosed: () => void;
  children: (dialog: ComponentType<Props>) => ReactNode;
};

/** A dialog with a form in it: its code comes when it is opened for the first time, and each time it begins anew. */
export function Opened<Props>({ load, isOpen, onClosed, children }: OpenedProps<Props>) {
  return (
    <Fetched load={load} isWanted={isOpen} onAway={onClosed}>
      {(dialog) => isOpen && children(dialog)}
    </Fetched>
  );
}
