import type { Metadata } from "next";
import { NoAccess } from "#components/console/no-access.tsx";
import { CustomEventFacts } from "#components/custom-events/custom-event-facts.tsx";
import { CustomEventForm } from "#components/custom-events/custom-event-form.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { loadCustomEventSchema } from "#lib/loyalty/custom-events/loaders.ts";

type CustomEventPageProps = { params: Promise<{ eventType: string }> };

export async function generateMetadata({ params }: CustomEventPageProps): Promise<Metadata> {
  const { mayView } = await loadAccess("CUSTOM_EVENT");
  if (!mayView) return { title: "Custom event" };
  return { title: (await loadCustomEventSchema((await params).eventType)).name };
}

export default async function CustomEventPage({ params }: CustomEventPageProps) {
  const [{ eventType }, access, { scope }] = await Promise.all([
    params,
    loadAccess("CUSTOM_EVENT"),
    requireStoreContext(),
  ]);
  if (!access.mayView) return <NoAccess need="see the custom events" />;
  const schema = await loadCustomEventSchema(eventType);
  return (
    <>
      <PageHeader
        back={{ href: "/settings/programme/custom-events", label: "Custom events" }}
        title={schema.name}
      />
      {access.mayChange ? (
        <CustomEventForm key={schema.version} storeCode={scope.storeCode} schema={schema} />
      ) : (
        <CustomEventFacts schema={schema} />
      )}
    </>
  );
}
