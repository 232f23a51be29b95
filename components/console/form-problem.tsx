import type { ReactNode } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import type { ActionError } from "#lib/auth/actions.ts";

type FormProblemProps = {
  error: ActionError;
  /** Where the form is, to come back to after signing in. */
  path: string;
  /** What an error means here, where its own words do not say it. */
  messages?: Partial<Record<ActionError["code"], string>>;
  /** What to do about a conflict, and its button. */
  conflict?: { title: string; text: string; action: ReactNode };
};

/** Why nothing was saved, when that is the fault of no field. What was typed stays. */
export function FormProblem({ error, path, messages = {}, conflict }: FormProblemProps) {
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
  if (error.code === "conflict" && conflict) {
    return (
      <Alert live tone="warning" title={conflict.title} actions={conflict.action}>
        {conflict.text}
      </Alert>
    );
  }
  return (
    <Alert live tone="danger" title="This could not be saved">
      {messages[error.code] ?? error.message}
    </Alert>
  );
}
