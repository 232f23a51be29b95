"use client";

import { useRouter } from "next/navigation";
import { Alert } from "#components/ui/alert.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import type { ActionError } from "#lib/auth/actions.ts";

type FormProblemProps = {
  error: ActionError;
  /** Where the form is, to come back to after signing in. */
  path: string;
  /** What an error means here, where its own words do not say it. */
  messages?: Partial<Record<ActionError["code"], string>>;
};

/**
 * Why nothing was saved, when that is the fault of no field. What was typed stays. A form of something that others may
 * change meanwhile has its version as `key`, so that a reload starts from what is stored.
 */
export function FormProblem({ error, path, messages = {} }: FormProblemProps) {
  const router = useRouter();
  if (error.code === "unauthenticated") {
    return (
      <Alert
        live
        tone="warning"
        title="Your session has ended"
        actions={
          <ButtonLink
            href={`/sign-in?next=${encodeURIComponent(path)}`}
            target="_blank"
            rel="noopener"
            size="sm"
          >
            Sign in in a new tab
          </ButtonLink>
        }
      >
        Nothing is lost: sign in in a new tab, then come back here and save again.
      </Alert>
    );
  }
  if (error.code === "version_conflict") {
    return (
      <Alert
        live
        tone="warning"
        title="Changed by somebody else meanwhile"
        actions={
          <Button size="sm" onClick={() => router.refresh()}>
            Reload
          </Button>
        }
      >
        Nothing was saved, so that their change is not undone. Reload to start from it; what you have typed
        here goes.
      </Alert>
    );
  }
  return (
    <Alert live tone="danger" title="This could not be saved">
      {messages[error.code] ?? error.message}
    </Alert>
  );
}
