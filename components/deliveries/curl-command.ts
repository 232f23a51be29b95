import type { AttemptDto } from "#lib/deliveries/schema.ts";

/** What the log keeps in place of the values of a webhook's own headers. */
export const HIDDEN_HEADER_VALUE = "••••••";

/**
 * A command for a POSIX shell that sends the same request again: same headers, same bytes. Hidden values become
 * `<value of Name>`, to be filled in. Null without a body that is exactly the one that was sent.
 */
export function curlCommand({ method, url, headers, body }: AttemptDto["request"]): string | null {
  if (body === null) return null;
  // Brackets and braces in a URL would be taken for a range of URLs.
  const parts = [`curl --request ${method}${/[[\]{}]/.test(url) ? " --globoff" : ""} ${quoted(url)}`];
  for (const { name, value } of headers) parts.push(`--header ${quoted(headerText(name, value))}`);
  parts.push(`--data-raw ${quoted(body)}`);
  return parts.join(" \\\n  ");
}

export function hasHiddenValues(headers: AttemptDto["request"]["headers"]): boolean {
  return headers.some(({ value }) => value === HIDDEN_HEADER_VALUE);
}

function headerText(name: string, value: string): string {
  if (value === HIDDEN_HEADER_VALUE) return `${name}: <value of ${name}>`;
  // "Name:" would remove the header; "Name;" sends it empty.
  return value === "" ? `${name};` : `${name}: ${value}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
