import type { ReactNode } from "react";
import { AchievementActions } from "#components/achievements/achievement-actions.tsx";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { ActiveStatus } from "#components/programme/active-status.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { loadAchievementDefinition } from "#lib/loyalty/achievements/loaders.ts";

type LayoutProps = { params: Promise<{ achievementId: string }>; children: ReactNode };

export default async function AchievementLayout({ params, children }: LayoutProps) {
  const [{ achievementId }, access] = await Promise.all([params, loadAccess("CAMPAIGN")]);
  if (!access.mayView) return <NoAccess need="see the achievements" />;
  const { active, translations } = (await loadAchievementDefinition(achievementId)).definition;
  const base = `/achievements/${achievementId}`;
  return (
    <>
      <PageHeader
        back={{ href: "/achievements", label: "Achievements" }}
        title={translations.en.name}
        status={<ActiveStatus isActive={active} appearance="pill" />}
        description={
          translations.en.description !== undefined && (
            <p className="whitespace-pre-line">{translations.en.description}</p>
          )
        }
        className="mb-4"
        actions={access.mayChange && <AchievementActions achievementId={achievementId} isActive={active} />}
      />
      <LinkTabs
        label="Achievement"
        className="mb-5"
        items={[
          { href: base, label: "Overview", exact: true },
          { href: `${base}/events`, label: "Events" },
        ]}
      />
      {children}
    </>
  );
}
