/** Which route a path belongs to, as Next would choose: a name in the path comes before a parameter. */

type Node<Value> = {
  names: Map<string, Node<Value>>;
  parameter: { name: string; node: Node<Value> } | null;
  value: Value | undefined;
  /** Everything below that nothing else answers has a route of its own. */
  catchesAll: boolean;
};

export type Found<Value> = { value: Value; params: Record<string, string> };

export type RouteTree<Value> = {
  /** Undefined where no route fits, and for paths whose segments would first have to be decoded or resolved. */
  find(path: string): Found<Value> | undefined;
};

const PLAIN_SEGMENT = /^[\w~-][\w.~-]*$/;

/** @param routes by pattern: "/api/[storeCode]/webhook/event". What belongs to a catch-all pattern is not found. */
export function createRouteTree<Value>(routes: Iterable<readonly [string, Value]>): RouteTree<Value> {
  const root: Node<Value> = emptyNode();
  for (const [pattern, value] of routes) insert(root, segmentsOf(pattern), value);
  return {
    find(path) {
      const segments = segmentsOf(path);
      if (!segments.every((segment) => PLAIN_SEGMENT.test(segment))) return undefined;
      const found = search(root, segments, 0);
      return found === "elsewhere" ? undefined : found;
    },
  };
}

function insert<Value>(root: Node<Value>, segments: readonly string[], value: Value): void {
  let node = root;
  for (const segment of segments) {
    if (segment.includes("...")) {
      node.catchesAll = true;
      return;
    }
    const parameter = /^\[(\w+)\]$/.exec(segment)?.[1];
    if (parameter === undefined) {
      const next = node.names.get(segment) ?? emptyNode();
      node.names.set(segment, next);
      node = next;
    } else {
      node.parameter ??= { name: parameter, node: emptyNode() };
      node = node.parameter.node;
    }
  }
  node.value = value;
}

function search<Value>(
  node: Node<Value>,
  segments: readonly string[],
  depth: number,
): Found<Value> | "elsewhere" | undefined {
  const nothing = node.catchesAll ? "elsewhere" : undefined;
  const segment = segments[depth];
  if (segment === undefined) return node.value === undefined ? nothing : { value: node.value, params: {} };
  const named = node.names.get(segment);
  const found = named === undefined ? undefined : search(named, segments, depth + 1);
  if (found !== undefined) return found;
  if (node.parameter === null) return nothing;
  const other = search(node.parameter.node, segments, depth + 1);
  if (other === undefined || other === "elsewhere") return other ?? nothing;
  return { value: other.value, params: { [node.parameter.name]: segment, ...other.params } };
}

function emptyNode<Value>(): Node<Value> {
  return { names: new Map(), parameter: null, value: undefined, catchesAll: false };
}

function segmentsOf(path: string): string[] {
  return path.split("/").slice(1);
}
