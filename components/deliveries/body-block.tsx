"use client";

import { type ReactNode, useMemo, useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { layOutJson } from "./json-layout.ts";

type BodyBlockProps = {
  title: string;
  body: string;
  meta?: ReactNode;
};

/** JSON on one line is laid out for reading at first; what is copied is always the body as it is. */
export function BodyBlock({ title, body, meta }: BodyBlockProps) {
  const laidOut = useMemo(() => layOutJson(body), [body]);
  const [isExact, setIsExact] = useState(false);
  const hasLayout = laidOut !== null && laidOut !== body;
  const isJson = laidOut !== null;
  return (
    <div>
      {hasLayout && (
        <fieldset className="mb-2 flex w-fit gap-0.5 rounded-md border bg-subtle p-0.5">
          <legend className="sr-only">How the {title.toLowerCase()} is shown</legend>
          {[false, true].map((exact) => (
            <button
              key={String(exact)}
              type="button"
              aria-pressed={isExact === exact}
              onClick={() => setIsExact(exact)}
              className={cn(
                "h-6 rounded-sm px-2 text-xs font-medium text-muted hover:text-foreground",
                isExact === exact && "bg-surface text-foreground shadow-[0_0_0_1px_var(--border)]",
              )}
            >
              {exact ? "Exact bytes" : "Laid out"}
            </button>
          ))}
        </fieldset>
      )}
      <CodeBlock
        key={String(isExact)}
        title={title}
        meta={meta}
        language={isJson ? "json" : "text"}
        code={hasLayout && !isExact ? laidOut : body}
        copyText={body}
        defaultWrap={isExact || !isJson}
        maxHeight="24rem"
      />
    </div>
  );
}
