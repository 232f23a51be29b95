import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PageSection } from "#components/layout/page-section.tsx";
import { ActiveStatus } from "#components/programme/active-status.tsx";
import { TierList } from "#components/tiers/tier-list.tsx";
import { TierSetFacts } from "#components/tiers/tier-set-facts.tsx";
import { TiersForm } from "#components/tiers/tiers-form.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { loadTierDefinitions, loadTierSet } from "#lib/loyalty/tiers/loaders.ts";

type TierSetPageProps = { params: Promise<{ tierSetId: string }> };

export async function generateMetadata({ params }: TierSetPageProps): Promise<Metadata> {
  const { mayView } = await loadAccess("LEVEL");
  if (!mayView) return { title: "Tier set" };
  return { title: (await loadTierSet((await params).tierSetId)).name };
}

export default async function TierSetPage({ params }: TierSetPageProps) {
  const [{ tierSetId }, access] = await Promise.all([params, loadAccess("LEVEL")]);
  if (!access.mayView) return <NoAccess need="see the tiers" />;
  const set = await loadTierSet(tierSetId);
  const definitions = access.mayChange ? await loadTierDefinitions(tierSetId) : null;
  return (
    <>
      <PageHeader
        back={{ href: "/settings/programme/tiers", label: "Tiers" }}
        title={set.name}
        status={<ActiveStatus isActive={set.active} appearance="pill" />}
        description={set.description}
        actions={
          access.mayChange && (
            <ButtonLink href={`/settings/programme/tiers/${tierSetId}/edit`}>
              <Pencil aria-hidden />
              Edit
            </ButtonLink>
          )
        }
      />
      <TierSetFacts set={set} />
      <PageSection
        title="Tiers"
        description="From the lowest. Members move up as soon as they reach the next one."
      >
        {definitions === null ? (
          <TierList set={set} />
        ) : (
          <TiersForm
            key={definitions.version}
            tierSetId={tierSetId}
            version={definitions.version}
            conditions={set.conditions}
            tiers={definitions.tiers}
          />
        )}
      </PageSection>
    </>
  );
}
