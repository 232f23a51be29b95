import type { Metadata } from "next";
import { TierSetForm } from "#components/tiers/tier-set-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { loadWalletTypeChoices } from "#lib/loyalty/points/loaders.ts";
import { loadHasActiveTierSet } from "#lib/loyalty/tiers/loaders.ts";
import { FormPage } from "../../../../form-page.tsx";

export const metadata: Metadata = { title: "Add tier set" };

export default async function NewTierSetPage() {
  const [access, { scope }, wallets] = await Promise.all([
    loadAccess("LEVEL"),
    requireStoreContext(),
    loadWalletTypeChoices(),
  ]);
  return (
    <FormPage
      title="Add tier set"
      back={{ href: "/settings/programme/tiers", label: "Tiers" }}
      access={access}
      need="change the tiers"
    >
      <TierSetForm
        storeCode={scope.storeCode}
        set={null}
        wallets={wallets}
        hasActive={access.mayChange && (await loadHasActiveTierSet())}
      />
    </FormPage>
  );
}
