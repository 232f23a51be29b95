import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { AchievementFacts } from "#components/achievements/achievement-facts.tsx";
import { PROGRESS_SEARCH_PARAMS } from "#components/achievements/achievement-search-params.ts";
import { toProgressRow } from "#components/achievements/progress-row.ts";
import { ProgressTable } from "#components/achievements/progress-table.tsx";
import { PageSection } from "#components/layout/page-section.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import {
  loadAchievement,
  loadAchievementDefinition,
  loadAchievementProgress,
  PROGRESS_SEARCHED_MAX,
} from "#lib/loyalty/achievements/loaders.ts";
import { loadMemberNames } from "#lib/loyalty/members/loaders.ts";

const loadSearch = createLoader(PROGRESS_SEARCH_PARAMS);

type PageProps = { params: Promise<{ achievementId: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { mayView } = await loadAccess("CAMPAIGN");
  if (!mayView) return { title: "Achievement" };
  const { definition } = await loadAchievementDefinition((await params).achievementId);
  return { title: definition.translations.en.name };
}

export default async function AchievementPage({ params, searchParams }: PageProps) {
  const [{ achievementId }, access, { page, pageSize }] = await Promise.all([
    params,
    loadAccess("CAMPAIGN"),
    loadSearch(searchParams),
  ]);
  // The layout says so.
  if (!access.mayView) return null;
  const [{ definition }, { createdAt }, progress] = await Promise.all([
    loadAchievementDefinition(achievementId),
    loadAchievement(achievementId),
    loadAchievementProgress(achievementId, { page, pageSize }),
  ]);
  const names = await loadMemberNames(progress.items.map(({ customerId }) => customerId));
  return (
    <>
      <AchievementFacts achievementId={achievementId} achievement={definition} createdAt={createdAt} />
      <PageSection title="Progress of members">
        <ProgressTable
          rows={progress.items.map((item) => ({
            ...toProgressRow(item.customerId, item),
            memberName: names.get(item.customerId) ?? item.customerId,
            updatedAt: item.updatedAt,
          }))}
          total={{ all: progress.total, filtered: progress.total, countMax: PROGRESS_SEARCHED_MAX }}
          mayChange={access.mayChange}
        />
      </PageSection>
    </>
  );
}
