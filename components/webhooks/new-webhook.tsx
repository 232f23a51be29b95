"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProblem } from "#components/console/form-problem.tsx";
import { runAction } from "#components/console/run-action.ts";
import { createSubscriptionAction } from "#lib/webhooks/actions.ts";
import type { EventChoice } from "#lib/webhooks/core/event-choice.ts";
import { toNewSubscription, type WebhookFormValues } from "#lib/webhooks/core/form-schema.ts";
import type { CreatedSubscriptionDto } from "#lib/webhooks/schema.ts";
import { WEBHOOK_PROBLEMS } from "./problem-messages.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import { WebhookForm } from "./webhook-form.tsx";

type NewWebhookProps = {
  storeCode: string;
  defaultValues: WebhookFormValues;
  events: readonly EventChoice[];
  networksNotice: string | null;
  isInboxAsked: boolean;
};

export function NewWebhook({
  storeCode,
  defaultValues,
  events,
  networksNotice,
  isInboxAsked,
}: NewWebhookProps) {
  const router = useRouter();
  const [created, setCreated] = useState<CreatedSubscriptionDto | null>(null);

  const save = async (values: WebhookFormValues) => {
    const subscription = toNewSubscription(values);
    const outcome = await runAction(() => createSubscriptionAction({ storeCode, subscription }));
    if (!outcome.ok) return outcome.error;
    setCreated(outcome.data ?? null);
    return null;
  };

  return (
    <>
      <WebhookForm
        isNew
        defaultValues={defaultValues}
        events={events}
        networksNotice={networksNotice}
        isInboxAsked={isInboxAsked}
        onSave={save}
        problem={(error) => (
          <FormProblem error={error} path="/settings/webhooks" messages={WEBHOOK_PROBLEMS} />
        )}
        submitLabel="Save webhook"
        cancelHref="/settings/webhooks"
      />
      <SecretDialog
        secret={created?.secret ?? null}
        title="The webhook is saved"
        doneLabel="Go to the webhook"
        onDone={() => {
          if (created) router.push(`/settings/webhooks/${created.webhookSubscriptionId}?created=1`);
        }}
      />
    </>
  );
}
