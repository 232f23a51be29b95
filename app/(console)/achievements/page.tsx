import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { ACHIEVEMENT_SEARCH_PARAMS } from "#components/achievements/achievement-search-params.ts";
import { AchievementTable } from "#components/achievements/achievement-table.tsx";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { loadAccess } from "#lib/auth/loaders.ts";
import { ACHIEVEMENT_COLUMNS } from "#lib/loyalty/achievements/core/list-columns.ts";
import { loadAchievements } from "#lib/loyalty/achievements/loaders.ts";
import { ListPage } from "../list-page.tsx";
import { toListQuery } from "../list-query.ts";

export const metadata: Metadata = { title: "Achievements" };

const loadSearch = createLoader(ACHIEVEMENT_SEARCH_PARAMS);

export default async function AchievementsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [access, search] = await Promise.all([loadAccess("CAMPAIGN"), loadSearch(searchParams)]);
  return (
    <ListPage
      title="Achievements"
      description="What members do is counted, until they reach a goal."
      href="/achievements"
      access={access}
      need="see the achievements"
      query={toListQuery(toTableState(search), ACHIEVEMENT_COLUMNS)}
      load={loadAchievements}
      add={{ href: "/achievements/new", label: "Add achievement" }}
    >
      {({ items, total }) => <AchievementTable rows={items} total={total} mayChange={access.mayChange} />}
    </ListPage>
  );
}
