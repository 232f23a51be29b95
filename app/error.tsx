"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { ErrorView } from "#components/layout/error-view.tsx";
import { UNAVAILABLE_DIGEST } from "#lib/errors/unavailable.ts";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const router = useRouter();
  const retry = () => {
    // `reset` alone would render the failed answer again: the server has to be asked first.
    startTransition(() => {
      router.refresh();
      reset();
    });
  };
  return (
    <ErrorView requestId={error.digest} isUnavailable={error.digest === UNAVAILABLE_DIGEST} onRetry={retry} />
  );
}
