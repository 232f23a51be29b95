"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { ErrorView } from "#components/layout/error-view.tsx";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** The shell stays: whoever meets an error can go elsewhere. */
export default function ConsoleErrorPage({ error, reset }: ErrorPageProps) {
  const router = useRouter();
  const retry = () => {
    // `reset` alone would render the failed answer again: the server has to be asked first.
    startTransition(() => {
      router.refresh();
      reset();
    });
  };
  return <ErrorView isInShell requestId={error.digest} onRetry={retry} />;
}
