import type { Metadata } from "next";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { WalletTypeFacts } from "#components/wallet-types/wallet-type-facts.tsx";
import { WalletTypeForm } from "#components/wallet-types/wallet-type-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { loadWalletType } from "#lib/loyalty/points/loaders.ts";

type WalletTypePageProps = { params: Promise<{ walletTypeId: string }> };

export async function generateMetadata({ params }: WalletTypePageProps): Promise<Metadata> {
  const { mayView } = await loadAccess("WALLET");
  if (!mayView) return { title: "Wallet type" };
  return { title: (await loadWalletType((await params).walletTypeId)).translations.en.name };
}

export default async function WalletTypePage({ params }: WalletTypePageProps) {
  const [{ walletTypeId }, access, { scope }] = await Promise.all([
    params,
    loadAccess("WALLET"),
    requireStoreContext(),
  ]);
  if (!access.mayView) return <NoAccess need="see the wallet types" />;
  const walletType = await loadWalletType(walletTypeId);
  const { name, description } = walletType.translations.en;
  return (
    <>
      <PageHeader
        back={{ href: "/settings/programme/wallet-types", label: "Wallet types" }}
        title={name}
        status={walletType.isDefault && <Badge>Default</Badge>}
        description={description}
      />
      {access.mayChange ? (
        <WalletTypeForm key={walletType.version} storeCode={scope.storeCode} walletType={walletType} />
      ) : (
        <WalletTypeFacts walletType={walletType} />
      )}
    </>
  );
}
