"use client";

import { runAction } from "#components/console/run-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { signOutEverywhereAction } from "#lib/administrators/actions.ts";

export function SignOutEverywhere() {
  const signOut = async () => {
    const outcome = await runAction(() => signOutEverywhereAction());
    if (outcome.ok) window.location.assign("/sign-in");
    else toast.error("You were not signed out", { description: outcome.error.message });
  };
  return (
    <ConfirmDialog
      trigger={<Button>Sign out everywhere</Button>}
      title="Sign out everywhere?"
      description="Every browser and every token of yours is signed out, this one too. API keys stay."
      confirmLabel="Sign out everywhere"
      onConfirm={signOut}
    />
  );
}
