"use client";

import { Columns3 } from "lucide-react";
import { parseAsArrayOf, parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { Button } from "#components/ui/button.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import type { ColumnMenuProps, ColumnVisibility } from "./column-menu-popup.tsx";

const loadMenu = () => import("./column-menu-popup.tsx").then((module) => module.ColumnMenuPopup);
const parseAsHidden = parseAsArrayOf(parseAsString).withDefault([]);

/** Which columns are left out, kept in the address as `hide`. The server need not be asked: it sends all of them. */
export function useColumnVisibility(): ColumnVisibility {
  const [ids, setIds] = useQueryState("hide", parseAsHidden.withOptions({ history: "replace" }));
  const hidden = useMemo(() => new Set(ids), [ids]);
  return { hidden, setHidden: (next) => void setIds(next.length === 0 ? null : [...next]) };
}

export function ColumnMenu(props: ColumnMenuProps) {
  return (
    <OnDemand kind="menu" load={loadMenu} trigger={trigger}>
      {(Menu) => <Menu {...props} trigger={trigger} defaultOpen />}
    </OnDemand>
  );
}

const trigger = (
  <Button size="sm" className="max-sm:hidden">
    <Columns3 aria-hidden />
    Columns
  </Button>
);
