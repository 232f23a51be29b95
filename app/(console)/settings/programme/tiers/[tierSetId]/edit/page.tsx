import type { Metadata } from "next";
import { TierSetForm } from "#components/tiers/tier-set-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { loadWalletTypeChoices } from "#lib/loyalty/points/loaders.ts";
import { loadHasActiveTierSet, loadTierSet } from "#lib/loyalty/tiers/loaders.ts";
import { FormPage } from "../../../../../form-page.tsx";

export const metadata: Metadata = { title: "Edit tier set" };

export default async function EditTierSetPage({ params }: { params: Promise<{ tierSetId: string }> }) {
  const [{ tierSetId }, access, { scope }, wallets] = await Promise.all([
    params,
    loadAccess("LEVEL"),
    requireStoreContext(),
    loadWalletTypeChoices(),
  ]);
  const set = access.mayChange ? await loadTierSet(tierSetId) : null;
  const hasActive = set !== null && !set.active && (await loadHasActiveTierSet());
  return (
    <FormPage
      title={set === null ? "Edit tier set" : `Edit ${set.name}`}
      back={{ href: `/settings/programme/tiers/${tierSetId}`, label: "Tier set" }}
      access={access}
      need="change the tiers"
    >
      {set !== null && (
        <TierSetForm
          key={set.version}
          storeCode={scope.storeCode}
          wallets={wallets}
          hasActive={hasActive}
          set={set}
        />
      )}
    </FormPage>
  );
}
