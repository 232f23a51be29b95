import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export default function TransactionsLoading() {
  return (
    <>
      <PageHeader title="Transactions" description="Purchases and returns, and whom they are matched with." />
      <DataTableSkeleton label="Loading the transactions" columns={7} />
    </>
  );
}
