import type { Metadata } from "next";
import { RewardForm } from "#components/rewards/reward-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { loadWalletTypeChoices } from "#lib/loyalty/points/loaders.ts";
import { loadTierOptions } from "#lib/loyalty/tiers/loaders.ts";
import { loadStoreCurrency } from "#lib/stores/loaders.ts";
import { FormPage } from "../../form-page.tsx";

export const metadata: Metadata = { title: "Add reward" };

export default async function NewRewardPage() {
  const [access, { scope }, tiers, wallets, currency] = await Promise.all([
    loadAccess("REWARDS"),
    requireStoreContext(),
    loadTierOptions(),
    loadWalletTypeChoices(),
    loadStoreCurrency(),
  ]);
  return (
    <FormPage
      title="Add reward"
      back={{ href: "/rewards", label: "Rewards" }}
      access={access}
      need="change the rewards"
    >
      <RewardForm
        storeCode={scope.storeCode}
        currency={currency}
        tiers={tiers}
        wallets={wallets}
        reward={null}
      />
    </FormPage>
  );
}
