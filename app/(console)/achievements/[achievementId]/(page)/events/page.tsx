import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { loadAccess } from "#lib/auth/loaders.ts";
import { loadAchievement } from "#lib/loyalty/achievements/loaders.ts";
import { SubjectEvents } from "../../../../subject-events.tsx";

export const metadata: Metadata = { title: "Events of the achievement" };

type PageProps = { params: Promise<{ achievementId: string }>; searchParams: Promise<SearchParams> };

export default async function AchievementEventsPage({ params, searchParams }: PageProps) {
  const { mayView } = await loadAccess("CAMPAIGN");
  if (!mayView) return null;
  const { achievementId } = await loadAchievement((await params).achievementId);
  return <SubjectEvents subjectId={achievementId} what="this achievement" searchParams={searchParams} />;
}
