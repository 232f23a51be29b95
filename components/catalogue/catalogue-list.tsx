"use client";

import { SearchX } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { Badge } from "#components/ui/badge.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import type { CatalogueItem } from "#lib/events/schema.ts";
import { listeningWords } from "./listening-words.ts";

type CatalogueListProps = { items: readonly CatalogueItem[]; mayChange: boolean };

const parseAsQuery = parseAsString.withDefault("").withOptions({ history: "replace", clearOnDefault: true });

/** All events by category; what is searched for stands in the address. */
export function CatalogueList({ items, mayChange }: CatalogueListProps) {
  const [query, setQuery] = useQueryState("q", parseAsQuery);
  const needles = query.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = items.filter(({ name, title, category, description }) => {
    const text = `${name} ${title} ${category} ${description}`.toLowerCase();
    return needles.every((needle) => text.includes(needle));
  });
  const categories = [...new Set(shown.map(({ category }) => category))];
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="w-full sm:max-w-80">
          <SearchInput
            aria-label="Search events"
            placeholder="Search by name, category or meaning…"
            value={query}
            onValueChange={(text) => void setQuery(text)}
          />
        </div>
        <p role="status" className="text-xs text-muted">
          {shown.length === 1 ? "1 event" : `${shown.length} events`}
        </p>
      </div>
      {shown.length === 0 && (
        <EmptyState
          className="mt-4 rounded-lg border border-dashed bg-surface"
          icon={<SearchX />}
          title="No event matches"
          description="Search for fewer or for other words."
          actions={<Button onClick={() => void setQuery("")}>Clear search</Button>}
        />
      )}
      {categories.map((category) => (
        <section key={category} aria-labelledby={`category-${category}`} className="mt-6">
          <h2 id={`category-${category}`} className="mb-2 text-base font-medium">
            {category}
          </h2>
          <ul className="divide-y rounded-lg border bg-surface">
            {shown
              .filter((item) => item.category === category)
              .map((item) => (
                <Item key={item.name} item={item} mayChange={mayChange} />
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Item({ item, mayChange }: { item: CatalogueItem; mayChange: boolean }) {
  const { name, title, description, listening, isOwn } = item;
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <Link
            href={`/catalogue/${encodeURIComponent(name)}`}
            className="rounded-xs font-medium decoration-border-strong underline-offset-3 [overflow-wrap:anywhere] hover:underline"
          >
            {name}
          </Link>
          <span className="text-xs text-muted">{title}</span>
          {isOwn && <Badge tone="accent">defined by the store</Badge>}
        </p>
        <p className="mt-0.5 max-w-3xl text-muted">{description}</p>
      </div>
      <div className="flex items-center gap-4 sm:justify-end">
        <span className="text-xs whitespace-nowrap text-muted tabular">{listeningWords(listening)}</span>
        {mayChange && (
          <ButtonLink
            size="sm"
            href={`/settings/webhooks/new?event=${encodeURIComponent(name)}`}
            aria-label={`Subscribe to ${name}`}
          >
            Subscribe
          </ButtonLink>
        )}
      </div>
    </li>
  );
}
