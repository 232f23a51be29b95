import { PageSection } from "#components/layout/page-section.tsx";
import { ConditionWords } from "#components/programme/condition-words.tsx";
import { Dash } from "#components/programme/dash.tsx";
import { limitWords } from "#components/programme/limit-words.ts";
import { Card } from "#components/ui/card.tsx";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Link } from "#components/ui/link.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CampaignDefinition, Effect } from "#lib/loyalty/campaigns/schema.ts";
import { TRIGGER_WORDS } from "./campaign-words.ts";

type CampaignFactsProps = {
  campaignId: string;
  campaign: CampaignDefinition;
  tiers: readonly { levelId: string; name: string }[];
};

const LINK = "underline decoration-border-strong underline-offset-3 hover:decoration-current";

/** When a campaign gives what to whom. */
export function CampaignFacts({ campaignId, campaign, tiers }: CampaignFactsProps) {
  const { activity, limits, audience } = campaign;
  const named = (ids: readonly string[]) =>
    ids.map((id) => tiers.find(({ levelId }) => levelId === id)?.name ?? id).join(", ");
  return (
    <>
      <div className="grid gap-x-6 gap-y-8 lg:grid-cols-2">
        <PageSection title="What sets it off">
          <Card className="px-4 py-1">
            <DescriptionList
              items={[
                {
                  term: "Trigger",
                  value: (
                    <>
                      {TRIGGER_WORDS[campaign.trigger]}
                      {campaign.event !== undefined && (
                        <code className="ml-1.5 font-mono text-xs">{campaign.event}</code>
                      )}
                      {campaign.achievementId !== undefined && (
                        <>
                          {" "}
                          <Link href={`/achievements/${campaign.achievementId}`} className={LINK}>
                            See the achievement
                          </Link>
                        </>
                      )}
                    </>
                  ),
                },
                { term: "From", value: <Time value={activity.startsAt} format="datetime" /> },
                {
                  term: "Until",
                  value:
                    typeof activity.endsAt === "string" ? (
                      <Time value={activity.endsAt} format="datetime" />
                    ) : (
                      "No end"
                    ),
                },
                { term: "Tiers", value: audience === undefined ? "All" : named(audience.tiers) },
                { term: "Campaign id", value: <CopyableText text={campaignId} label="Copy campaign id" /> },
              ]}
            />
          </Card>
        </PageSection>
        <PageSection title="Limits" className="mt-0">
          <Card className="px-4 py-1">
            <DescriptionList
              items={[
                { term: "Units, everybody", value: limitWords(limits.points) },
                { term: "Units, each member", value: limitWords(limits.pointsPerMember) },
                { term: "Times, each member", value: limitWords(limits.executionsPerMember) },
                { term: "Place in lists", value: campaign.displayOrder.toLocaleString("en") },
                ...campaign.labels.map(({ key, value }) => ({
                  key: `label ${key} ${value}`,
                  term: key,
                  value: value === "" ? <Dash /> : value,
                })),
              ]}
            />
          </Card>
        </PageSection>
      </div>
      <PageSection title="Rules">
        <ol aria-label="Rules" className="divide-y rounded-lg border bg-surface">
          {campaign.rules.map((rule, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rules have nothing but their place.
            <li key={index} className="grid gap-x-6 gap-y-3 p-4 md:grid-cols-2">
              {rule.name !== undefined && <h3 className="font-medium md:col-span-2">{rule.name}</h3>}
              <div>
                <p className="text-xs text-muted">If</p>
                {rule.conditions.length === 0 ? (
                  <p>Always</p>
                ) : (
                  <ul className="flex flex-col gap-1">
                    {rule.conditions.map((condition, place) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: conditions have nothing but their place.
                      <li key={place}>
                        <ConditionWords condition={condition} />
                      </li>
                    ))}
                  </ul>
                )}
              </div>
              <div>
                <p className="text-xs text-muted">Then</p>
                <ul className="flex flex-col gap-1">
                  {rule.effects.map((effect, place) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: effects have nothing but their place.
                    <li key={place} className="[overflow-wrap:anywhere]">
                      <EffectWords effect={effect} />
                    </li>
                  ))}
                </ul>
              </div>
            </li>
          ))}
        </ol>
      </PageSection>
    </>
  );
}

function EffectWords({ effect }: { effect: Effect }) {
  switch (effect.effect) {
    case "give_points":
    case "deduct_unit":
      return (
        <>
          {effect.effect === "give_points" ? "Give" : "Deduct"} <Code text={String(effect.pointsRule)} />{" "}
          units
          {effect.walletCode !== undefined && (
            <>
              {" "}
              in <Code text={effect.walletCode} />
            </>
          )}
        </>
      );
    case "give_reward":
      return (
        <>
          Give{" "}
          <Link href={`/rewards/${effect.rewardId}`} className={LINK}>
            a reward
          </Link>
          {effect.couponValueRule !== undefined && (
            <>
              {" "}
              worth <Code text={String(effect.couponValueRule)} />
            </>
          )}
        </>
      );
    case "assign_member_custom_attribute":
      return (
        <>
          Set <Code text={effect.customAttributeKey} /> to <Code text={effect.customAttributeValueRule} />
        </>
      );
  }
}

const Code = ({ text }: { text: string }) => <code className="font-mono text-xs">{text}</code>;
