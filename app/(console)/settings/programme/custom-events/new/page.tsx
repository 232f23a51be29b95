import type { Metadata } from "next";
import { CustomEventForm } from "#components/custom-events/custom-event-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { FormPage } from "../../../../form-page.tsx";

export const metadata: Metadata = { title: "Add custom event" };

export default async function NewCustomEventPage() {
  const [access, { scope }] = await Promise.all([loadAccess("CUSTOM_EVENT"), requireStoreContext()]);
  return (
    <FormPage
      title="Add custom event"
      back={{ href: "/settings/programme/custom-events", label: "Custom events" }}
      access={access}
      need="change the custom events"
    >
      <CustomEventForm storeCode={scope.storeCode} schema={null} />
    </FormPage>
  );
}
