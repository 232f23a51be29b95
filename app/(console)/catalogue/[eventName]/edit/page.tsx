import type { Metadata } from "next";
import { NoAccess } from "#components/console/no-access.tsx";
import { EventDefinitionForm } from "#components/event-definitions/event-definition-form.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { requireStoreContext } from "#lib/auth/session.ts";
import { eventDefinitionFormOf } from "#lib/event-definitions/core/form-values.ts";
import { loadEventDefinition } from "#lib/event-definitions/loaders.ts";
import { loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Edit an event" };

type EditEventDefinitionPageProps = { params: Promise<{ eventName: string }> };

export default async function EditEventDefinitionPage({ params }: EditEventDefinitionPageProps) {
  const { mayChange } = await loadWebhookAccess();
  if (!mayChange) return <NoAccess need="change the events" />;
  const definition = await loadEventDefinition(decodeURIComponent((await params).eventName));
  const { scope } = await requireStoreContext();
  return (
    <>
      <PageHeader
        back={{
          href: `/catalogue/${encodeURIComponent(definition.eventName)}`,
          label: definition.eventName,
        }}
        title="Edit the event"
      />
      <EventDefinitionForm
        key={definition.version}
        storeCode={scope.storeCode}
        defaultValues={eventDefinitionFormOf(definition)}
        version={definition.version}
      />
    </>
  );
}
