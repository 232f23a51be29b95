"use client";

import { useState } from "react";
import { CheckboxField } from "#components/ui/checkbox.tsx";
import { Fetched } from "#components/ui/on-demand.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { isRange } from "./filter-words.ts";
import type { ChoiceOption, ColumnFilter, FilterValue } from "./table-types.ts";

/** The calendar comes when one is opened: no list waits for it. */
const loadCalendar = () =>
  import("#components/ui/date-range-panel.tsx").then(({ DateRangePanel: panel }) => panel);

type FilterEditorProps = {
  label: string;
  filter: ColumnFilter;
  value: FilterValue | null;
  onValueChange: (value: FilterValue | null) => void;
  /** For an answer that needs no "Apply", such as a preset. */
  onComplete?: (value: FilterValue | null) => void;
};

const SEARCHABLE_FROM = 9;

export function FilterEditor({ label, filter, value, onValueChange, onComplete }: FilterEditorProps) {
  switch (filter.kind) {
    case "text":
      return (
        <div className="px-3 pt-2 pb-3">
          <SearchInput
            aria-label={`${label} contains`}
            placeholder={filter.placeholder ?? "Contains…"}
            value={typeof value === "string" ? value : ""}
            onValueChange={onValueChange}
          />
        </div>
      );
    case "choice":
      return (
        <ChoiceEditor
          label={label}
          options={filter.options}
          value={Array.isArray(value) ? value : []}
          onValueChange={onValueChange}
        />
      );
    case "boolean":
      return (
        <RadioGroup
          aria-label={label}
          className="gap-2.5 px-3 pt-2 pb-3"
          value={value === true ? "true" : value === false ? "false" : "any"}
          onValueChange={(next) => onValueChange(next === "any" ? null : next === "true")}
          options={[
            { value: "any", label: "Any" },
            { value: "true", label: filter.trueLabel ?? "Yes" },
            { value: "false", label: filter.falseLabel ?? "No" },
          ]}
        />
      );
    case "date-range":
      return (
        <Fetched
          load={loadCalendar}
          isWanted
          // As high as it will be, so that nothing moves.
          meanwhile={<Skeleton className="m-3 h-72 w-96 max-w-full rounded-md" />}
        >
          {(DateRangePanel) => (
            <DateRangePanel
              presets={filter.presets}
              value={value !== null && isRange(value) ? value : null}
              onValueChange={onValueChange}
              onPreset={onComplete ?? onValueChange}
            />
          )}
        </Fetched>
      );
  }
}

type ChoiceEditorProps = {
  label: string;
  options: readonly ChoiceOption[];
  value: readonly string[];
  onValueChange: (value: string[]) => void;
};

function ChoiceEditor({ label, options, value, onValueChange }: ChoiceEditorProps) {
  const [query, setQuery] = useState("");
  const needle = query.trim().toLowerCase();
  const shown = options.filter((option) =>
    `${option.label} ${option.value} ${option.group ?? ""}`.toLowerCase().includes(needle),
  );
  return (
    <div className="pt-2">
      {options.length >= SEARCHABLE_FROM && (
        <div className="px-3 pb-2">
          <SearchInput
            aria-label={`Search ${label.toLowerCase()}`}
            placeholder="Search…"
            value={query}
            onValueChange={setQuery}
          />
        </div>
      )}
      <fieldset className="max-h-64 overflow-y-auto px-3 pb-3">
        <legend className="sr-only">{label}</legend>
        {shown.map((option, index) => (
          <div key={option.value}>
            {option.group && option.group !== shown[index - 1]?.group && (
              <p className="pt-2 pb-1 text-xs font-medium text-muted first:pt-0">{option.group}</p>
            )}
            <CheckboxField
              className="py-1"
              label={option.label}
              value={value.includes(option.value)}
              onValueChange={(checked) =>
                onValueChange(
                  checked ? [...value, option.value] : value.filter((other) => other !== option.value),
                )
              }
            />
          </div>
        ))}
        {shown.length === 0 && <p className="py-3 text-center text-muted">Nothing matches “{query}”.</p>}
      </fieldset>
    </div>
  );
}
