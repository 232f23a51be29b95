import type { Metadata } from "next";
import { NoAccess } from "#components/console/no-access.tsx";
import { EventDefinitionForm } from "#components/event-definitions/event-definition-form.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { requireStoreContext } from "#lib/auth/session.ts";
import { emptyEventDefinitionForm } from "#lib/event-definitions/core/form-values.ts";
import { loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Define an event" };

export default async function NewEventDefinitionPage() {
  const { mayChange } = await loadWebhookAccess();
  const { scope } = await requireStoreContext();
  return (
    <>
      <PageHeader
        back={{ href: "/catalogue", label: "Catalogue" }}
        title="Define an event"
        description="An event of this store's own, which your systems publish and webhooks subscribe to like any other."
      />
      {mayChange ? (
        <EventDefinitionForm
          storeCode={scope.storeCode}
          defaultValues={emptyEventDefinitionForm()}
          version={null}
        />
      ) : (
        <NoAccess need="define the events" />
      )}
    </>
  );
}
