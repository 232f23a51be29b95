import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { CampaignFacts } from "#components/campaigns/campaign-facts.tsx";
import { CampaignHeader } from "#components/campaigns/campaign-header.tsx";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageSection } from "#components/layout/page-section.tsx";
import { ActiveStatus } from "#components/programme/active-status.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { loadCampaignDefinition } from "#lib/loyalty/campaigns/loaders.ts";
import { loadTierOptions } from "#lib/loyalty/tiers/loaders.ts";
import { SubjectEvents } from "../../subject-events.tsx";

type CampaignPageProps = { params: Promise<{ campaignId: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: CampaignPageProps): Promise<Metadata> {
  const { mayView } = await loadAccess("CAMPAIGN");
  if (!mayView) return { title: "Campaign" };
  const { definition } = await loadCampaignDefinition((await params).campaignId);
  return { title: definition.translations.en.name };
}

export default async function CampaignPage({ params, searchParams }: CampaignPageProps) {
  const [{ campaignId }, access, tiers] = await Promise.all([
    params,
    loadAccess("CAMPAIGN"),
    loadTierOptions(),
  ]);
  if (!access.mayView) return <NoAccess need="see the campaigns" />;
  const { definition: campaign } = await loadCampaignDefinition(campaignId);
  const { name, description } = campaign.translations.en;
  return (
    <>
      <CampaignHeader
        campaignId={campaignId}
        name={name}
        isActive={campaign.active}
        mayChange={access.mayChange}
        status={<ActiveStatus isActive={campaign.active} appearance="pill" />}
        description={description !== undefined && <p className="whitespace-pre-line">{description}</p>}
      />
      <CampaignFacts campaignId={campaignId} campaign={campaign} tiers={tiers} />
      <PageSection title="Events" description="What was published about this campaign and what it gave.">
        <SubjectEvents subjectId={campaignId} what="this campaign" searchParams={searchParams} />
      </PageSection>
    </>
  );
}
