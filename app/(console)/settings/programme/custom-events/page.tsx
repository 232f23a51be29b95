import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { CUSTOM_EVENT_SEARCH_PARAMS } from "#components/custom-events/custom-event-search-params.ts";
import { CustomEventTable } from "#components/custom-events/custom-event-table.tsx";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { loadAccess } from "#lib/auth/loaders.ts";
import { SCHEMA_COLUMNS } from "#lib/loyalty/custom-events/core/list-columns.ts";
import { loadCustomEventSchemas } from "#lib/loyalty/custom-events/loaders.ts";
import { ListPage } from "../../../list-page.tsx";
import { toListQuery } from "../../../list-query.ts";
import { SetupTabs } from "../setup-tabs.tsx";

export const metadata: Metadata = { title: "Custom events" };

const loadSearch = createLoader(CUSTOM_EVENT_SEARCH_PARAMS);

export default async function CustomEventsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [access, search] = await Promise.all([loadAccess("CUSTOM_EVENT"), loadSearch(searchParams)]);
  return (
    <ListPage
      title="Custom events"
      description="What members do elsewhere, as it is sent over the API. Campaigns and achievements can count it."
      tabs={<SetupTabs />}
      href="/settings/programme/custom-events"
      access={access}
      need="see the custom events"
      query={toListQuery(toTableState(search), SCHEMA_COLUMNS)}
      load={loadCustomEventSchemas}
      add={{ href: "/settings/programme/custom-events/new", label: "Add custom event" }}
    >
      {({ items, total }) => <CustomEventTable rows={items} total={total} mayChange={access.mayChange} />}
    </ListPage>
  );
}
