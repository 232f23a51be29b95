import type { Metadata } from "next";
import { CampaignForm } from "#components/campaigns/campaign-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { loadCampaignDefinition } from "#lib/loyalty/campaigns/loaders.ts";
import { FormPage } from "../../../form-page.tsx";
import { loadCampaignChoices } from "../../campaign-choices.ts";

export const metadata: Metadata = { title: "Edit campaign" };

export default async function EditCampaignPage({ params }: { params: Promise<{ campaignId: string }> }) {
  const [{ campaignId }, access, { scope }, choices] = await Promise.all([
    params,
    loadAccess("CAMPAIGN"),
    requireStoreContext(),
    loadCampaignChoices(),
  ]);
  const read = access.mayChange ? await loadCampaignDefinition(campaignId) : null;
  return (
    <FormPage
      title={read === null ? "Edit campaign" : `Edit ${read.definition.translations.en.name}`}
      back={{ href: `/campaigns/${campaignId}`, label: "Campaign" }}
      access={access}
      need="change the campaigns"
    >
      {read !== null && (
        <CampaignForm
          key={read.version}
          storeCode={scope.storeCode}
          {...choices}
          campaign={{ id: campaignId, ...read }}
        />
      )}
    </FormPage>
  );
}
