import type { Metadata } from "next";
import { WalletTypeForm } from "#components/wallet-types/wallet-type-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { FormPage } from "../../../../form-page.tsx";

export const metadata: Metadata = { title: "Add wallet type" };

export default async function NewWalletTypePage() {
  const [access, { scope }] = await Promise.all([loadAccess("WALLET"), requireStoreContext()]);
  return (
    <FormPage
      title="Add wallet type"
      back={{ href: "/settings/programme/wallet-types", label: "Wallet types" }}
      access={access}
      need="change the wallet types"
    >
      <WalletTypeForm storeCode={scope.storeCode} walletType={null} />
    </FormPage>
  );
}
