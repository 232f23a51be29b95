"use client";

import { CircleX } from "lucide-react";
import { useEffect, useRef } from "react";
import { useFormContext } from "react-hook-form";
import { listErrors } from "./form-errors.ts";
import { SERVER_ERROR } from "./server-errors.ts";

type FormErrorSummaryProps = {
  title?: string;
  /** Words for a field's name, for instance `{ url: "URL" }`; a name that is not listed shows its message only. */
  labels?: Readonly<Record<string, string>>;
  /** `server`: what only the server could know; `all`: also what the browser found. */
  include?: "server" | "all";
};

/** What stands in the way, above the form. It takes the focus when the server refuses; each line leads to its field. */
export function FormErrorSummary({
  title = "This could not be saved.",
  labels = {},
  include = "server",
}: FormErrorSummaryProps) {
  const { formState, setFocus } = useFormContext();
  const box = useRef<HTMLDivElement>(null);
  const errors = listErrors(formState.errors).filter(
    (error) => include === "all" || error.type === SERVER_ERROR,
  );
  const signature = errors.map((error) => `${error.name}:${error.message}`).join("|");
  const hasServerError = errors.some((error) => error.type === SERVER_ERROR);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a second refusal with other errors takes the focus again.
  useEffect(() => {
    if (hasServerError) box.current?.focus();
  }, [hasServerError, signature, formState.submitCount]);

  if (errors.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      data-slot="form-error-summary"
      className="flex gap-2.5 rounded-lg border border-danger-border bg-danger-subtle px-3 py-2.5 text-danger-text"
    >
      <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        <ul className="mt-0.5 text-foreground">
          {errors.map((error) => (
            <li key={error.name} className="py-0.5">
              {error.name.startsWith("root") ? (
                error.message
              ) : (
                <button
                  type="button"
                  onClick={() => setFocus(error.name)}
                  className="min-h-6 rounded-xs text-left underline decoration-danger-border underline-offset-3 hover:decoration-current"
                >
                  {labels[error.name] ? `${labels[error.name]}: ${error.message}` : error.message}
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
