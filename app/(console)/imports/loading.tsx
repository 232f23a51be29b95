import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";

export default function ImportsLoading() {
  return (
    <>
      <PageHeader
        title="Imports"
        description="Files of members, units, transactions and matches, taken in line by line."
      />
      <DataTableSkeleton label="Loading the imports" columns={6} />
    </>
  );
}
