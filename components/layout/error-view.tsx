"use client";

import { CircleX, RotateCw } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { CopyableText } from "#components/ui/copy-button.tsx";

type ErrorViewProps = {
  /** What support finds in the log. */
  requestId?: string;
  /** Nothing is wrong with the page: the database does not answer. */
  isUnavailable?: boolean;
  onRetry: () => void;
  /** Inside the shell there is a `<main>` already. */
  isInShell?: boolean;
};

/** A page that failed: what to do, and the id to tell. The error's own text stays on the server. */
export function ErrorView({ requestId, isUnavailable = false, onRetry, isInShell = false }: ErrorViewProps) {
  const Frame = isInShell ? "div" : "main";
  return (
    <Frame className="grid min-h-[70dvh] place-items-center px-6">
      <div role="alert" className="flex max-w-sm flex-col items-center text-center">
        <span className="mb-4 grid size-10 place-items-center rounded-lg border border-danger-border bg-danger-subtle text-danger-text">
          <CircleX aria-hidden className="size-5" />
        </span>
        <h1 className="text-xl font-semibold tracking-tight">This page could not be shown</h1>
        <p className="mt-1 text-balance text-muted">
          {isUnavailable
            ? "The database does not answer at the moment. Try again in a few seconds."
            : "Something went wrong on our side. Try again; if it stays, tell the operator the request id."}
        </p>
        {requestId && !isUnavailable && (
          <p className="mt-4 flex max-w-full items-center gap-2 rounded-md border bg-surface py-0.5 pr-1 pl-2.5 text-xs text-muted">
            Request id
            <CopyableText text={requestId} label="Copy request id" className="text-foreground" />
          </p>
        )}
        <Button variant="primary" className="mt-5" onClick={onRetry}>
          <RotateCw aria-hidden />
          Try again
        </Button>
      </div>
    </Frame>
  );
}
