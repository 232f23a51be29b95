"use client";

import { type ComponentType, useCallback, useState } from "react";
import { toast } from "./toast.ts";

const AGAIN_AFTER_MS = [300, 1_000, 2_000];

/** Code that a page begins without is asked for again a few times before it counts as out of reach. */
async function fetchPart<Part>(load: () => Promise<Part>): Promise<Part> {
  for (const waitMs of AGAIN_AFTER_MS) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  return load();
}

/**
 * A component whose code is fetched when it is wanted: null until then. `want` answers whether it is there; when it
 * is not, the reader has been told, unless whoever calls says so.
 */
export function usePart<Props>(
  load: () => Promise<ComponentType<Props>>,
  { isQuiet = false }: { isQuiet?: boolean } = {},
): [Part: ComponentType<Props> | null, want: () => Promise<boolean>] {
  const [part, setPart] = useState<ComponentType<Props> | null>(null);
  const want = useCallback(async () => {
    try {
      const loaded = await fetchPart(load);
      setPart(() => loaded);
      return true;
    } catch {
      if (isQuiet) return false;
      toast.error("This could not be opened", {
        description: "The server could not be reached. Check the connection and try again.",
      });
      return false;
    }
  }, [load, isQuiet]);
  return [part, want];
}
