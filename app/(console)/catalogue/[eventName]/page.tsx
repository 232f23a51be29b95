import type { Metadata } from "next";
import { CatalogueEntry } from "#components/catalogue/catalogue-entry.tsx";
import { NoAccess } from "#components/console/no-access.tsx";
import { loadCatalogueEntry } from "#lib/events/loaders.ts";
import { loadWebhookAccess } from "#lib/webhooks/loaders.ts";

type CatalogueEntryPageProps = { params: Promise<{ eventName: string }> };

export async function generateMetadata({ params }: CatalogueEntryPageProps): Promise<Metadata> {
  const { mayView } = await loadWebhookAccess();
  if (!mayView) return { title: "Catalogue" };
  return { title: (await loadCatalogueEntry(decodeURIComponent((await params).eventName))).name };
}

export default async function CatalogueEntryPage({ params }: CatalogueEntryPageProps) {
  const { mayView, mayChange } = await loadWebhookAccess();
  if (!mayView) return <NoAccess need="see the catalogue" />;
  const entry = await loadCatalogueEntry(decodeURIComponent((await params).eventName));
  return <CatalogueEntry entry={entry} mayChange={mayChange} />;
}
