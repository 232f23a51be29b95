"use client";

import { useSearchParams } from "next/navigation";
import { type ParserMap, useQueryStates } from "nuqs";
import { useCallback, useMemo, useTransition } from "react";
import { notUnderstood, toTableState } from "./table-search-params.ts";
import type { TableState } from "./table-types.ts";

export type TableUrlState = {
  state: TableState;
  onStateChange: (patch: Partial<TableState>) => void;
  /** The server is being asked for what the address now says. */
  isPending: boolean;
  /** Filters, and "sort", of the address whose text says nothing: the list is shown without them. */
  unread: readonly string[];
};

/**
 * A table's state, kept in the address bar. `params` comes from `tableSearchParams` and must be
 * stable (module scope). Spread the result into `DataTable`.
 */
export function useTableUrlState(params: ParserMap): TableUrlState {
  const [isPending, startTransition] = useTransition();
  const [values, setValues] = useQueryStates(params, {
    history: "push",
    shallow: false,
    scroll: false,
    startTransition,
  });

  const state = useMemo(() => toTableState(values), [values]);
  const address = useSearchParams();
  const unread = useMemo(() => notUnderstood(params, address), [params, address]);
  const onStateChange = useCallback(
    ({ filters, ...rest }: Partial<TableState>) => {
      const cleared = filters
        ? Object.fromEntries(
            Object.keys(params)
              .filter((name) => !["page", "pageSize", "sort"].includes(name))
              .map((name) => [name, filters[name] ?? null]),
          )
        : {};
      void setValues({ ...cleared, ...rest });
    },
    [params, setValues],
  );

  return { state, onStateChange, isPending, unread };
}
