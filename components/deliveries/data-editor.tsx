"use client";

import { Check, CircleAlert } from "lucide-react";
import { useId } from "react";
import { Label } from "#components/ui/label.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

type DataEditorProps = {
  value: string;
  onValueChange: (value: string) => void;
  onBlur: () => void;
  /** What is wrong, each in a sentence that names its place. */
  problems: readonly string[];
  /** What was typed has been held against the event's schema, and fits. */
  isFitting?: boolean;
  disabled?: boolean;
};

/** A plain text field for JSON: Tab moves on as everywhere, and what is typed is what is sent. */
export function DataEditor({
  value,
  onValueChange,
  onBlur,
  problems,
  isFitting = false,
  disabled,
}: DataEditorProps) {
  const id = useId();
  return (
    <div className="flex min-h-0 flex-col gap-1.5">
      <Label htmlFor={id}>Data (JSON)</Label>
      <Textarea
        id={id}
        value={value}
        disabled={disabled}
        onChange={(event) => onValueChange(event.target.value)}
        onBlur={onBlur}
        rows={16}
        wrap="off"
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        autoCorrect="off"
        aria-invalid={problems.length > 0 || undefined}
        aria-describedby={`${id}-problems`}
        className="resize-y overflow-auto font-mono text-xs leading-5 pointer-coarse:text-base"
      />
      <ul
        id={`${id}-problems`}
        aria-live="polite"
        className="grid max-h-32 gap-1 overflow-y-auto empty:hidden"
      >
        {problems.map((problem) => (
          <li key={problem} className="flex items-start gap-1 text-xs text-danger-text">
            <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
            <span className="min-w-0 [overflow-wrap:anywhere]">{problem}</span>
          </li>
        ))}
      </ul>
      <p role="status" className="flex h-4 items-center gap-1 text-xs text-muted">
        {isFitting && problems.length === 0 && (
          <>
            <Check aria-hidden className="size-3 text-success-text" />
            The data fit the event’s schema.
          </>
        )}
      </p>
    </div>
  );
}
