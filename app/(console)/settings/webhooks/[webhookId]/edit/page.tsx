import { redirect } from "next/navigation";

type EditWebhookPageProps = { params: Promise<{ webhookId: string }> };

/** The form is a tab of the webhook's page by now; addresses that people have kept still lead to it. */
export default async function EditWebhookPage({ params }: EditWebhookPageProps) {
  redirect(`/settings/webhooks/${encodeURIComponent((await params).webhookId)}/settings`);
}
