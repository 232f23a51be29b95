/** Test support: one JSON value, changed in one place at a time. */

export type Path = readonly (string | number)[];

export function copyOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Every place inside a JSON value, outer ones first; the value itself is not among them. */
export function pathsOf(value: unknown, base: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = [...base, Array.isArray(value) ? Number(key) : key];
    return [path, ...pathsOf(inner, path)];
  });
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((outer, key) => isContainer(outer) && outer[key], value);
}

/** A copy with another value at `path`. `undefined` removes a field, and an element from its array. */
export function withValueAt(value: unknown, path: Path, replacement: unknown): unknown {
  const copy = copyOf(value);
  const outer = valueAt(copy, path.slice(0, -1));
  const key = path.at(-1);
  if (key === undefined || !isContainer(outer)) throw new Error(`nothing at ${path.join(".")}`);
  if (replacement !== undefined) outer[key] = replacement;
  else if (Array.isArray(outer)) outer.splice(Number(key), 1);
  else delete outer[key];
  return copy;
}

function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}
