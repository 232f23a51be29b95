import type { Metadata } from "next";
import { CampaignForm } from "#components/campaigns/campaign-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { FormPage } from "../../form-page.tsx";
import { loadCampaignChoices } from "../campaign-choices.ts";

export const metadata: Metadata = { title: "Add campaign" };

export default async function NewCampaignPage() {
  const [access, { scope }, choices] = await Promise.all([
    loadAccess("CAMPAIGN"),
    requireStoreContext(),
    loadCampaignChoices(),
  ]);
  return (
    <FormPage
      title="Add campaign"
      back={{ href: "/campaigns", label: "Campaigns" }}
      access={access}
      need="change the campaigns"
    >
      <CampaignForm storeCode={scope.storeCode} {...choices} campaign={null} />
    </FormPage>
  );
}
