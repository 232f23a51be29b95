"use client";

import { Button } from "#components/ui/button.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { useTimeZone } from "#components/ui/use-clock.ts";
import { filterWords, isActive } from "./filter-words.ts";
import type { DataTableColumn, TableFilters, TableNoun, TableTotal } from "./table-types.ts";

type FilterBarProps<Row> = {
  columns: readonly DataTableColumn<Row>[];
  filters: TableFilters;
  total: TableTotal;
  noun: TableNoun;
  onRemove: (id: string) => void;
  onClear: () => void;
};

/** What is filtered, each part removable, and how much is left. */
export function FilterBar<Row>({ columns, filters, total, noun, onRemove, onClear }: FilterBarProps<Row>) {
  const timeZone = useTimeZone();
  const active = columns.flatMap((column) => {
    const value = filters[column.id];
    return column.filter && isActive(value)
      ? [{ id: column.id, label: column.header, words: filterWords(column.filter, value, timeZone) }]
      : [];
  });
  if (active.length === 0) return null;

  return (
    <div data-slot="filter-bar" className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <ul aria-label="Active filters" className="flex min-w-0 flex-wrap items-center gap-1.5">
        {active.map((filter) => (
          <li key={filter.id} className="max-w-full min-w-0">
            <Chip removeLabel={`Remove filter ${filter.label}`} onRemove={() => onRemove(filter.id)}>
              <span className="text-muted">{filter.label}</span> {filter.words}
            </Chip>
          </li>
        ))}
      </ul>
      <p aria-live="polite" className="text-xs text-muted tabular">
        {countOf(total.filtered, noun, total)} of {numberOf(total.all, total)}
      </p>
      <Button variant="link" size="sm" className="min-h-6" onClick={onClear}>
        Clear filters
      </Button>
    </div>
  );
}

type Exactness = Pick<TableTotal, "isEstimated" | "countMax">;

/** "1 webhook", "about 12,000 deliveries", "10,000+ deliveries" */
export function countOf(count: number, noun: TableNoun, exactness: Exactness = {}): string {
  const about = exactness.isEstimated === true ? "about " : "";
  return `${about}${numberOf(count, exactness)} ${count === 1 ? noun.one : noun.many}`;
}

function numberOf(count: number, { countMax = Number.POSITIVE_INFINITY }: Exactness): string {
  return `${count.toLocaleString("en")}${count >= countMax ? "+" : ""}`;
}
