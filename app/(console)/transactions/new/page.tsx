import type { Metadata } from "next";
import { NewTransaction } from "#components/transactions/transaction-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { emptyTransactionForm } from "#lib/loyalty/transactions/core/form-schema.ts";
import { loadStoreCurrency } from "#lib/stores/loaders.ts";
import { FormPage } from "../../form-page.tsx";

export const metadata: Metadata = { title: "Enter transaction" };

export default async function NewTransactionPage() {
  const [access, { scope }, currency] = await Promise.all([
    loadAccess("TRANSACTION"),
    requireStoreContext(),
    loadStoreCurrency(),
  ]);
  return (
    <FormPage
      title="Enter transaction"
      back={{ href: "/transactions", label: "Transactions" }}
      access={access}
      need="change the transactions"
    >
      <NewTransaction
        storeCode={scope.storeCode}
        currency={currency}
        defaultValues={emptyTransactionForm("")}
      />
    </FormPage>
  );
}
