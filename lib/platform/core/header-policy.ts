export const CUSTOM_HEADERS_MAX = 20;
export const HEADER_NAME_LENGTH_MAX = 100;
export const HEADER_VALUE_LENGTH_MAX = 4_096;

export type CustomHeader = { headerName: string; headerValue: string };

export type CustomHeaderIssue = {
  field: "headerName" | "headerValue";
  code:
    | "header_name_invalid"
    | "header_name_reserved"
    | "header_name_too_long"
    | "header_name_repeated"
    | "header_value_invalid"
    | "header_value_too_long"
    | "too_many_headers";
  message: string;
};

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/i;

/**
 * Visible ASCII, spaces and tabs. Bytes above ASCII are refused although HTTP tolerates them: no character set
 * is defined for them, so two receivers could read two different values.
 */
const VALUE = /^(?:[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?)?$/;

/** Headers that frame the request or the connection, or that Pointhook sets itself. */
const RESERVED = new Set([
  "accept-encoding",
  "connection",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
  "x-webhook-event",
  "x-webhook-request-id",
  "x-webhook-signature",
  "x-webhook-signature-algorithm",
  "x-webhook-signature-version",
  "x-webhook-timestamp",
]);
const RESERVED_PREFIXES = ["content-", "proxy-", "webhook-"];

/** What is wrong with one custom header; empty when nothing is. */
export function checkCustomHeader({ headerName, headerValue }: CustomHeader): CustomHeaderIssue[] {
  const issues: CustomHeaderIssue[] = [];
  const nameIssue = checkName(headerName);
  if (nameIssue) issues.push(nameIssue);
  const valueIssue = checkValue(headerValue);
  if (valueIssue) issues.push(valueIssue);
  return issues;
}

/** What is wrong with a webhook's custom headers, each issue with the index of its header. */
export function checkCustomHeaders(list: readonly CustomHeader[]): (CustomHeaderIssue & { index: number })[] {
  const seen = new Set<string>();
  return list.flatMap((header, index) => {
    const issues = checkCustomHeader(header);
    const lowerName = header.headerName.toLowerCase();
    if (seen.has(lowerName)) {
      const message = `There is another header named ${header.headerName}.`;
      issues.push({ field: "headerName", code: "header_name_repeated", message });
    }
    seen.add(lowerName);
    if (index === CUSTOM_HEADERS_MAX) {
      const message = `A webhook can have at most ${CUSTOM_HEADERS_MAX} headers.`;
      issues.push({ field: "headerName", code: "too_many_headers", message });
    }
    return issues.map((issue) => ({ ...issue, index }));
  });
}

function checkName(name: string): CustomHeaderIssue | null {
  if (name.length > HEADER_NAME_LENGTH_MAX) {
    const message = `A header name must not be longer than ${HEADER_NAME_LENGTH_MAX} characters.`;
    return { field: "headerName", code: "header_name_too_long", message };
  }
  if (!TOKEN.test(name)) {
    const message =
      name === ""
        ? "Enter the name of the header."
        : "A header name may contain letters, digits and the characters !#$%&'*+-.^_`|~ only.";
    return { field: "headerName", code: "header_name_invalid", message };
  }
  // Behind CGI and its descendants, webhook_id arrives as webhook-id does.
  const lowerName = name.toLowerCase().replaceAll("_", "-");
  if (RESERVED.has(lowerName) || RESERVED_PREFIXES.some((prefix) => lowerName.startsWith(prefix))) {
    const message = `${name} is set by Pointhook or by the connection itself and cannot be changed.`;
    return { field: "headerName", code: "header_name_reserved", message };
  }
  return null;
}

function checkValue(value: string): CustomHeaderIssue | null {
  if (value.length > HEADER_VALUE_LENGTH_MAX) {
    const message = `A header value must not be longer than ${HEADER_VALUE_LENGTH_MAX} characters.`;
    return { field: "headerValue", code: "header_value_too_long", message };
  }
  if (!VALUE.test(value)) {
    const message =
      "A header value may contain ASCII characters only, no line breaks, and no space at its start or end.";
    return { field: "headerValue", code: "header_value_invalid", message };
  }
  return null;
}
