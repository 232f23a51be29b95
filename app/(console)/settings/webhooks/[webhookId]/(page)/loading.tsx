import { DataTableSkeleton } from "#components/data-table/data-table-skeleton.tsx";

export default function WebhookLoading() {
  return <DataTableSkeleton label="Loading the webhook" columns={6} />;
}
