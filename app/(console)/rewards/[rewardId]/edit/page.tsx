import type { Metadata } from "next";
import { RewardForm } from "#components/rewards/reward-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { loadWalletTypeChoices } from "#lib/loyalty/points/loaders.ts";
import { loadRewardDefinition } from "#lib/loyalty/rewards/loaders.ts";
import { loadTierOptions } from "#lib/loyalty/tiers/loaders.ts";
import { loadStoreCurrency } from "#lib/stores/loaders.ts";
import { FormPage } from "../../../form-page.tsx";

export const metadata: Metadata = { title: "Edit reward" };

export default async function EditRewardPage({ params }: { params: Promise<{ rewardId: string }> }) {
  const [{ rewardId }, access, { scope }, tiers, wallets, currency] = await Promise.all([
    params,
    loadAccess("REWARDS"),
    requireStoreContext(),
    loadTierOptions(),
    loadWalletTypeChoices(),
    loadStoreCurrency(),
  ]);
  const read = access.mayChange ? await loadRewardDefinition(rewardId) : null;
  return (
    <FormPage
      title={read === null ? "Edit reward" : `Edit ${read.definition.translations.en.name}`}
      back={{ href: `/rewards/${rewardId}`, label: "Reward" }}
      access={access}
      need="change the rewards"
    >
      {read !== null && (
        <RewardForm
          key={read.version}
          storeCode={scope.storeCode}
          currency={currency}
          tiers={tiers}
          wallets={wallets}
          reward={{ id: rewardId, ...read }}
        />
      )}
    </FormPage>
  );
}
