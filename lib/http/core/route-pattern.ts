/**
 * A path with the names of its parameters in place of their values: "/api/{storeCode}/webhook/event".
 * @param params as Next hands them over, in the order of the path
 */
export function routePattern(
  path: string,
  params: Readonly<Record<string, string | string[] | undefined>>,
): string {
  const segments = path.split("/");
  // The first segment is never a parameter.
  let from = 2;
  for (const [name, value] of Object.entries(params)) {
    const at = segments.findIndex((segment, index) => index >= from && decoded(segment) === value);
    if (at === -1) continue;
    segments[at] = `{${name}}`;
    from = at + 1;
  }
  return segments.join("/");
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
