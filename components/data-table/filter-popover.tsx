"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { OnDemandProps } from "#components/ui/on-demand.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { FilterEditor } from "./filter-editor.tsx";
import { isActive } from "./filter-words.ts";
import type { ColumnFilter, FilterValue } from "./table-types.ts";

export type ColumnFilterProps = {
  label: string;
  filter: ColumnFilter;
  value: FilterValue | null;
  onValueChange: (value: FilterValue | null) => void;
};

const widths: Record<ColumnFilter["kind"], string> = {
  text: "w-64",
  choice: "w-80",
  boolean: "w-44",
  "date-range": "w-auto",
};

/** The filter of one column. Nothing is asked of the server before "Apply". */
export function FilterPopover({
  trigger,
  defaultOpen = false,
  label,
  filter,
  value,
  onValueChange,
}: OnDemandProps & ColumnFilterProps) {
  const [isOpen, setIsOpen] = useState(defaultOpen);
  const [draft, setDraft] = useState(value);
  const active = isActive(value);

  const apply = (next: FilterValue | null) => {
    onValueChange(isActive(next) ? next : null);
    setIsOpen(false);
  };

  return (
    <Popover
      title={`Filter by ${label.toLowerCase()}`}
      showTitle={filter.kind !== "date-range"}
      className={widths[filter.kind]}
      open={isOpen}
      onOpenChange={(open) => {
        if (open) setDraft(value);
        setIsOpen(open);
      }}
      trigger={trigger}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // React bubbles events through portals: a form around the table must not be submitted.
          event.stopPropagation();
          apply(draft);
        }}
      >
        <FilterEditor
          label={label}
          filter={filter}
          value={draft}
          onValueChange={setDraft}
          onComplete={apply}
        />
        <div className="flex justify-end gap-2 border-t px-3 py-2">
          <Button
            size="sm"
            variant="ghost"
            disabled={!active && !isActive(draft)}
            onClick={() => apply(null)}
          >
            Clear
          </Button>
          <Button size="sm" variant="primary" type="submit">
            Apply
          </Button>
        </div>
      </form>
    </Popover>
  );
}
