import { WebhookFormSkeleton } from "#components/webhooks/webhook-form-skeleton.tsx";

export default function WebhookFormLoading() {
  return <WebhookFormSkeleton />;
}
