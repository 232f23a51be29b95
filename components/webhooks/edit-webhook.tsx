"use client";

import { useRouter } from "next/navigation";
import { FormProblem } from "#components/console/form-problem.tsx";
import { runAction } from "#components/console/run-action.ts";
import { toast } from "#components/ui/toast.ts";
import { changeSubscriptionAction } from "#lib/webhooks/actions.ts";
import type { EventChoice } from "#lib/webhooks/core/event-choice.ts";
import { toSubscriptionChange, type WebhookFormValues } from "#lib/webhooks/core/form-schema.ts";
import { WEBHOOK_PROBLEMS } from "./problem-messages.ts";
import { WebhookForm } from "./webhook-form.tsx";

type EditWebhookProps = {
  id: string;
  /** What was read; give it as `key` too, so that a reload starts from what is stored. */
  version: number;
  defaultValues: WebhookFormValues;
  events: readonly EventChoice[];
  networksNotice: string | null;
};

export function EditWebhook({ id, version, defaultValues, events, networksNotice }: EditWebhookProps) {
  const router = useRouter();
  const href = `/settings/webhooks/${id}`;

  const save = async (values: WebhookFormValues) => {
    const outcome = await runAction(() =>
      changeSubscriptionAction({
        webhookSubscriptionId: id,
        expectedVersion: version,
        subscription: toSubscriptionChange(values),
      }),
    );
    if (!outcome.ok) return outcome.error;
    toast.success("The webhook is saved");
    router.push(href);
    // The browser keeps the page as it was before the change.
    router.refresh();
    return null;
  };

  return (
    <WebhookForm
      isNew={false}
      defaultValues={defaultValues}
      events={events}
      networksNotice={networksNotice}
      onSave={save}
      problem={(error) => <FormProblem error={error} messages={WEBHOOK_PROBLEMS} path={`${href}/settings`} />}
      submitLabel="Save changes"
      cancelHref={href}
    />
  );
}
