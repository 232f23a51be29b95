import type { ImportLine } from "./lines.ts";

type Fields = ImportLine["fields"];

/** What a member is known by, by the names of columns. */
type Identity = Readonly<Record<string, string | null>>;

/**
 * Columns whose value says what a line is about, and what it means there. Of two that are about the same, the first in
 * the file comes first.
 */
const ABOUT: Readonly<Record<string, (value: string) => string>> = {
  customerId: (value) => `customer ${value.toLowerCase()}`,
  email: (value) => `email ${value.toLowerCase()}`,
  phone: (value) => `phone ${value.toLowerCase()}`,
  loyaltyCardNumber: (value) => `card ${value}`,
  documentNumber: (value) => `document ${value}`,
  linkedDocumentNumber: (value) => `document ${value}`,
  externalTransferId: (value) => `transfer ${value}`,
};

function keysOf(fields: Readonly<Record<string, string | null | undefined>>): string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const key = typeof value === "string" ? ABOUT[name]?.(value) : undefined;
    return key === undefined ? [] : [key];
  });
}

/**
 * The items in chains: what is about the same member or the same document is in one, in the order that it came in, so
 * that one chain need not wait for another.
 * @param known the members whom the items name: two items may name one by different data
 */
export function chainsOf<Item>(
  items: readonly Item[],
  fieldsOf: (item: Item) => Fields,
  known: readonly Identity[],
): Item[][] {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
    if (root !== key) parents.set(key, root);
    return root;
  };
  const join = (keys: readonly string[]) => {
    const [first, ...others] = keys.map(rootOf);
    for (const other of others) if (first !== undefined && other !== first) parents.set(other, first);
  };
  const keys = items.map((item) => keysOf(fieldsOf(item)));
  for (const one of known) join(keysOf(one));
  for (const ofItem of keys) join(ofItem);

  const chains = new Map<string | number, Item[]>();
  for (const [index, item] of items.entries()) {
    const [first] = keys[index] ?? [];
    const chain = first === undefined ? index : rootOf(first);
    const before = chains.get(chain);
    if (before === undefined) chains.set(chain, [item]);
    else before.push(item);
  }
  return [...chains.values()];
}
