"use client";

import { CircleAlert } from "lucide-react";
import { signIn } from "next-auth/react";
import { useActionState, useEffect, useId, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { CredentialsInput, PASSWORD_CHARS_MAX, USERNAME_CHARS_MAX } from "#lib/auth/schema.ts";
import { decodeRefusal, refusalMessage } from "#lib/auth/sign-in-outcome.ts";

type SignInState = {
  /** Kept, because a form is emptied once its action has run. */
  username: string;
  error: { message: string; field: "username" | "password" } | null;
  signedIn: boolean;
};

const START: SignInState = { username: "", error: null, signedIn: false };

/**
 * The fields are read when the form is sent, not while it is typed in: what a password manager or a quick reader has
 * filled in before the page's scripts run counts too, and React sends what was submitted that early.
 * @param next a path that is known to be ours
 */
export function SignInForm({ next }: { next: string }) {
  const [state, submit, isPending] = useActionState(trySignIn, START);
  const id = useId();
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => {
    // A full load: nothing that was rendered for somebody else may stay in the browser's memory.
    if (state.signedIn) window.location.replace(next);
    else if (state.error) (state.error.field === "username" ? username : password).current?.focus();
  }, [state, next]);

  // What is typed while an answer is on its way would be lost when the form is emptied.
  const isBusy = isPending || state.signedIn;
  const invalid = (field: "username" | "password") => state.error?.field === field || undefined;
  return (
    <form action={submit} noValidate className="flex flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <Label htmlFor={`${id}-username`}>User name</Label>
        <Input
          ref={username}
          id={`${id}-username`}
          name="username"
          defaultValue={state.username}
          maxLength={USERNAME_CHARS_MAX}
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          autoFocus
          required
          readOnly={isBusy}
          aria-invalid={invalid("username")}
          aria-describedby={`${id}-error`}
        />
      </div>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor={`${id}-password`}>Password</Label>
        <Input
          ref={password}
          id={`${id}-password`}
          name="password"
          type="password"
          maxLength={PASSWORD_CHARS_MAX}
          autoComplete="current-password"
          required
          readOnly={isBusy}
          aria-invalid={invalid("password")}
          aria-describedby={`${id}-error`}
        />
      </div>
      <Button type="submit" variant="primary" size="lg" loading={isBusy}>
        Sign in
      </Button>
      {/* Below the button: it comes and goes without moving anything. */}
      <p
        id={`${id}-error`}
        role="alert"
        className="flex min-h-10 items-start gap-1.5 text-sm text-danger-text"
      >
        {state.error && !isPending && (
          <>
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>{state.error.message}</span>
          </>
        )}
      </p>
    </form>
  );
}

async function trySignIn(_: SignInState, form: FormData): Promise<SignInState> {
  const username = String(form.get("username") ?? "");
  const refused = (message: string, field: "username" | "password" = "password"): SignInState => ({
    username,
    error: { message, field },
    signedIn: false,
  });

  const input = CredentialsInput.safeParse({ username, password: form.get("password") });
  if (!input.success) {
    const issue = input.error.issues[0];
    return refused(issue?.message ?? "", issue?.path[0] === "username" ? "username" : "password");
  }
  try {
    const answer = await signIn("credentials", { ...input.data, redirect: false, callbackUrl: "/" });
    if (answer?.error) return refused(refusalMessage(decodeRefusal(answer.error)));
    // next-auth answers "ok" when its cross-site check fails, and only the address it names tells.
    if (!answer?.ok || answer.url?.includes("csrf=true")) {
      return refused(
        "Your browser did not keep the cookie that signing in needs. Allow cookies and try again.",
      );
    }
    return { username, error: null, signedIn: true };
  } catch {
    return refused("The server could not be reached. Check the connection and try again.");
  }
}
