import type { FieldPath, FieldValues, UseFormSetError } from "react-hook-form";

export type ServerError = { path: string; message: string };

/** The type that marks an error as the server's; `FormErrorSummary` lists these. */
export const SERVER_ERROR = "server";

type Options = {
  /** The root key of the request body, taken off the paths: "webhookSubscription.url" becomes "url". */
  rootKey?: string;
};

/**
 * Puts the server's errors at their fields. Several at one field are joined; those without a path
 * go to `root.server`, which belongs to the form as a whole.
 */
export function applyServerErrors<Values extends FieldValues>(
  setError: UseFormSetError<Values>,
  errors: readonly ServerError[],
  { rootKey }: Options = {},
): void {
  const messages = new Map<string, string[]>();
  for (const { path, message } of errors) {
    const name = fieldName(path, rootKey);
    messages.set(name, [...(messages.get(name) ?? []), message]);
  }
  for (const [name, texts] of messages) {
    const error = { type: SERVER_ERROR, message: [...new Set(texts)].join(" ") };
    if (name === "") setError("root.server", error);
    else setError(asFieldPath<Values>(name), error);
  }
}

function fieldName(path: string, rootKey: string | undefined): string {
  const dotted = path.replaceAll(/\[(\w+)\]/g, ".$1").replace(/^\./, "");
  if (rootKey === undefined) return dotted;
  if (dotted === rootKey) return "";
  return dotted.startsWith(`${rootKey}.`) ? dotted.slice(rootKey.length + 1) : dotted;
}

/** A path the form has no field for is kept all the same: the summary shows it. */
function asFieldPath<Values extends FieldValues>(name: string): FieldPath<Values> {
  return name as FieldPath<Values>;
}
