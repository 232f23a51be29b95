export type ComboboxOption = {
  value: string;
  label: string;
  description?: string;
  /** Options with the same group stand together under its name, in the order of first appearance. */
  group?: string;
  /** Further words the search finds this option by. */
  keywords?: readonly string[];
  disabled?: boolean;
};

export type ComboboxGroup = { label: string; items: ComboboxOption[] };

export function groupOptions(options: readonly ComboboxOption[]): ComboboxGroup[] {
  const groups = new Map<string, ComboboxOption[]>();
  for (const option of options) {
    const name = option.group ?? "";
    const items = groups.get(name);
    if (items) items.push(option);
    else groups.set(name, [option]);
  }
  return [...groups].map(([label, items]) => ({ label, items }));
}

/** Every word of the query must occur somewhere in the option; "points changed" finds PointsWereChanged. */
export function matchesQuery(option: ComboboxOption, query: string): boolean {
  const haystack = [option.label, option.value, option.group, option.description, ...(option.keywords ?? [])]
    .join(" ")
    .toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
