import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export default function WalletTypesLoading() {
  return (
    <>
      <PageHeader
        title="Wallet types"
        description="The kinds of units that members collect: what they are called, and how long they last."
      />
      <DataTableSkeleton label="Loading the wallet types" columns={5} />
    </>
  );
}
