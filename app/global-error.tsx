"use client";

import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { ErrorView } from "#components/layout/error-view.tsx";
import { UNAVAILABLE_DIGEST } from "#lib/errors/unavailable.ts";
import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string } };

/** The root layout itself failed, so its document has to be made here. */
export default function GlobalError({ error }: GlobalErrorProps) {
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <title>Error · Pointhook</title>
        <ErrorView
          requestId={error.digest}
          isUnavailable={error.digest === UNAVAILABLE_DIGEST}
          onRetry={() => location.reload()}
        />
      </body>
    </html>
  );
}
