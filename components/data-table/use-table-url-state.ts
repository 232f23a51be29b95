"use client";

import { type ParserMap, useQueryStates } from "nuqs";
import { useCallback, useMemo, useTransition } from "react";
import { toTableState } from "./table-search-params.ts";
import type { TableState } from "./table-types.ts";

export type TableUrlState = {
  state: TableState;
  onStateChange: (patch: Partial<TableState>) => void;
  /** The server is being asked for what the address now says. */
  isPending: boolean;
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

  return { state, onStateChange, isPending };
}
