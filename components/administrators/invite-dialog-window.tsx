"use client";

import { CreateOnceDialog } from "#components/console/create-once-dialog.tsx";
import { runAction } from "#components/console/run-action.ts";
import { FormField } from "#components/form/form-field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { OnDemandProps } from "#components/ui/on-demand.tsx";
import { inviteAdministratorAction } from "#lib/administrators/actions.ts";
import { INVITATION_HOURS } from "#lib/administrators/constants.ts";
import { USERNAME_CHARS_MAX } from "#lib/auth/schema.ts";
import { AccessFields, type AccessValues, accessInput, type StoreChoice } from "./access-fields.tsx";

type Values = AccessValues & { username: string; email: string };

export type InviteDialogProps = { stores: readonly StoreChoice[] };

/** Who is invited and as what, then the link, once. */
export function InviteDialogWindow({ trigger, defaultOpen, stores }: OnDemandProps & InviteDialogProps) {
  return (
    <CreateOnceDialog<Values>
      trigger={trigger}
      defaultOpen={defaultOpen}
      title="Invite an administrator"
      description="You get a link to pass on. Whoever opens it chooses a password and can sign in."
      submitLabel="Create link"
      initial={{ username: "", email: "", access: "viewer", storeCode: stores[0]?.code ?? "" }}
      problems={{
        title: "No link was created.",
        labels: { username: "User name", email: "E-mail", storeCode: "Store" },
      }}
      create={async ({ username, email, ...access }) => {
        const input = { username: username.trim(), email: email.trim() || null, ...accessInput(access) };
        const outcome = await runAction(() => inviteAdministratorAction(input));
        return outcome.ok ? { ok: true, data: outcome.data?.link } : outcome;
      }}
      shown={{
        title: "The invitation is ready",
        description: `This link makes one administrator, within ${INVITATION_HOURS} hours. It is shown this once: pass it on to the right person, and nobody else.`,
        label: "Invitation link",
        noun: "link",
      }}
    >
      {(control) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <FormField control={control} name="username" label="User name">
              {({ onValueChange: _, ...field }) => (
                <Input {...field} maxLength={USERNAME_CHARS_MAX} autoComplete="off" autoCapitalize="none" />
              )}
            </FormField>
            <FormField control={control} name="email" label="E-mail" optional>
              {({ onValueChange: _, ...field }) => <Input {...field} type="email" autoComplete="off" />}
            </FormField>
          </div>
          <AccessFields control={control} stores={stores} />
        </>
      )}
    </CreateOnceDialog>
  );
}
