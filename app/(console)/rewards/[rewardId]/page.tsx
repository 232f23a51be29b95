import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageSection } from "#components/layout/page-section.tsx";
import { ActiveStatus } from "#components/programme/active-status.tsx";
import { RewardFacts } from "#components/rewards/reward-facts.tsx";
import { RewardHeader } from "#components/rewards/reward-header.tsx";
import { REWARD_TYPE_WORDS } from "#components/rewards/reward-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { loadReward } from "#lib/loyalty/rewards/loaders.ts";
import { loadStoreCurrency } from "#lib/stores/loaders.ts";
import { SubjectEvents } from "../../subject-events.tsx";

type RewardPageProps = { params: Promise<{ rewardId: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: RewardPageProps): Promise<Metadata> {
  const { mayView } = await loadAccess("REWARDS");
  if (!mayView) return { title: "Reward" };
  return { title: (await loadReward((await params).rewardId)).name };
}

export default async function RewardPage({ params, searchParams }: RewardPageProps) {
  const [access, issuing, currency] = await Promise.all([
    loadAccess("REWARDS"),
    loadAccess("ISSUED_REWARDS"),
    loadStoreCurrency(),
  ]);
  if (!access.mayView) return <NoAccess need="see the rewards" />;
  const reward = await loadReward((await params).rewardId);
  const { rewardId, name, active, costInPoints } = reward;
  const description = reward.translations.find(({ locale }) => locale === "en")?.shortDescription;
  return (
    <>
      <RewardHeader
        reward={{ rewardId, name, active, costInPoints, reward: reward.reward }}
        currency={currency}
        takesCodes={reward.reward !== "material" && reward.couponGenerator === undefined}
        mayChange={access.mayChange}
        mayIssue={issuing.mayChange && active}
        status={
          <>
            <ActiveStatus isActive={active} appearance="pill" />
            <Badge>{REWARD_TYPE_WORDS[reward.reward]}</Badge>
          </>
        }
        description={typeof description === "string" && <p className="whitespace-pre-line">{description}</p>}
      />
      <RewardFacts reward={reward} currency={currency} />
      <PageSection title="Events" description="What was published about this reward and its redemptions.">
        <SubjectEvents subjectId={rewardId} what="this reward" searchParams={searchParams} />
      </PageSection>
    </>
  );
}
