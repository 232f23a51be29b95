"use client";

import { WrapText } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { cn } from "./cn.ts";
import { CopyButton } from "./copy-button.tsx";
import { IconButton } from "./icon-button.tsx";
import { type JsonTokenKind, tokenizeJson } from "./json-tokens.ts";

type CodeBlockProps = {
  code: string;
  /** Coloured when `json`; nothing else is interpreted, and the text is never reformatted. */
  language?: "json" | "text";
  /** Names the block, shown in its bar. */
  title: string;
  /** More for the bar, such as a size or a badge. */
  meta?: ReactNode;
  defaultWrap?: boolean;
  /** A CSS length; longer content scrolls inside. */
  maxHeight?: string;
  /** What is copied, when that is not the code itself. */
  copyText?: string;
  className?: string;
};

const colours: Record<JsonTokenKind, string | undefined> = {
  key: "text-syntax-key",
  string: "text-syntax-string",
  number: "text-syntax-number",
  literal: "text-syntax-literal",
  plain: undefined,
};

// Beyond this the thousands of spans cost more than the colours are worth.
const COLOURED_CHARACTERS_MAX = 64 * 1024;

export function CodeBlock({
  code,
  language = "text",
  title,
  meta,
  defaultWrap = false,
  maxHeight = "28rem",
  copyText = code,
  className,
}: CodeBlockProps) {
  const [wrap, setWrap] = useState(defaultWrap);
  const isColoured = language === "json" && code.length <= COLOURED_CHARACTERS_MAX;
  const content = useMemo(() => (isColoured ? colour(code) : code), [code, isColoured]);

  return (
    <figure data-slot="code-block" className={cn("overflow-hidden rounded-lg border bg-subtle", className)}>
      <figcaption className="flex h-8 items-center gap-2 border-b bg-surface pr-1 pl-3 text-xs">
        <span className="truncate font-medium text-foreground">{title}</span>
        {meta && <span className="truncate text-muted">{meta}</span>}
        <span className="ml-auto flex items-center">
          <IconButton
            size="sm"
            className={cn("size-6", wrap && "bg-hover text-foreground")}
            label="Wrap lines"
            aria-pressed={wrap}
            icon={<WrapText aria-hidden className="size-3.5" />}
            onClick={() => setWrap(!wrap)}
          />
          <CopyButton text={copyText} label={`Copy ${title.toLowerCase()}`} className="size-6" />
        </span>
      </figcaption>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={title}
        style={{ maxHeight }}
        className="overflow-auto focus-visible:-outline-offset-2"
      >
        <pre
          className={cn(
            "w-fit min-w-full px-3 py-2.5 font-mono text-xs leading-5 text-foreground",
            wrap && "w-full break-words whitespace-pre-wrap [overflow-wrap:anywhere]",
          )}
        >
          <code>{code === "" ? <span className="text-muted">Empty</span> : content}</code>
        </pre>
      </section>
    </figure>
  );
}

function colour(code: string): ReactNode[] {
  let position = 0;
  return tokenizeJson(code).map((token) => {
    const key = position;
    position += token.text.length;
    const className = colours[token.kind];
    return className ? (
      <span key={key} className={className}>
        {token.text}
      </span>
    ) : (
      token.text
    );
  });
}
