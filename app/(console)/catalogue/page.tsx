import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { CatalogueList } from "#components/catalogue/catalogue-list.tsx";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { loadCatalogue } from "#lib/events/loaders.ts";
import { loadWebhookAccess } from "#lib/webhooks/loaders.ts";

export const metadata: Metadata = { title: "Catalogue" };

export default async function CataloguePage() {
  const { mayView, mayChange } = await loadWebhookAccess();
  if (!mayView) return <NoAccess need="see the catalogue" />;
  return (
    <>
      <PageHeader
        title="Catalogue"
        description="The events that can happen, what each means and holds, and how many webhooks listen."
        actions={
          mayChange && (
            <ButtonLink href="/catalogue/new">
              <Plus aria-hidden />
              Define an event
            </ButtonLink>
          )
        }
      />
      <CatalogueList items={await loadCatalogue()} mayChange={mayChange} />
    </>
  );
}
