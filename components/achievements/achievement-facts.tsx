import { PageSection } from "#components/layout/page-section.tsx";
import { ConditionWords } from "#components/programme/condition-words.tsx";
import { limitWords } from "#components/programme/limit-words.ts";
import { Card } from "#components/ui/card.tsx";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AchievementDefinition } from "#lib/loyalty/achievements/schema.ts";
import { conditionValuesOf } from "#lib/loyalty/core/form-conditions.ts";
import { ACHIEVEMENT_TRIGGER_WORDS, ACTIVITY_WORDS, goalWords } from "./achievement-words.ts";

type AchievementFactsProps = { achievementId: string; achievement: AchievementDefinition; createdAt: string };

/** What is counted, and until when. */
export function AchievementFacts({ achievementId, achievement, createdAt }: AchievementFactsProps) {
  return (
    <div className="grid gap-x-6 gap-y-8 lg:grid-cols-2">
      <PageSection title="Rules" className="mt-0">
        <ol aria-label="Rules" className="divide-y rounded-lg border bg-surface">
          {achievement.rules.map((rule) => (
            <li key={rule.achievementRuleId} className="px-4 py-3">
              {rule.translations !== undefined && (
                <h3 className="font-medium">{rule.translations.en.name}</h3>
              )}
              <p>
                {ACHIEVEMENT_TRIGGER_WORDS[rule.trigger]}
                {rule.event !== undefined && <code className="ml-1.5 font-mono text-xs">{rule.event}</code>}
                <span className="text-muted">: </span>
                {goalWords(rule.completeRule)}
              </p>
              {rule.aggregation?.rule !== undefined && (
                <p className="text-muted">
                  counted by{" "}
                  <code className="font-mono text-xs text-foreground">{rule.aggregation.rule}</code>
                </p>
              )}
              {rule.completeRule.uniqueAttribute !== undefined && (
                <p className="text-muted">
                  once for each{" "}
                  <code className="font-mono text-xs text-foreground">
                    {rule.completeRule.uniqueAttribute}
                  </code>
                </p>
              )}
              {rule.conditions.length > 0 && (
                <ul className="mt-1 flex flex-col gap-1">
                  {rule.conditions.map((condition, place) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: conditions have nothing but their place.
                    <li key={place}>
                      <span className="text-muted">if</span> <ConditionWords condition={condition} />
                    </li>
                  ))}
                </ul>
              )}
              {rule.limit !== undefined && <p className="text-muted">at most {limitWords(rule.limit)}</p>}
            </li>
          ))}
        </ol>
      </PageSection>
      <PageSection title="Details" className="mt-0">
        <Card className="px-4 py-1">
          <DescriptionList
            items={[
              { term: "Counted", value: activityWords(achievement) },
              { term: "Each member", value: limitWords(achievement.limit) },
              { term: "Created", value: <Time value={createdAt} format="datetime" /> },
              {
                term: "Achievement id",
                value: <CopyableText text={achievementId} label="Copy achievement id" />,
              },
            ]}
          />
        </Card>
      </PageSection>
    </div>
  );
}

function activityWords({ activity }: AchievementDefinition): string {
  if (activity === undefined) return ACTIVITY_WORDS.always;
  const { data, from, to } = conditionValuesOf(activity);
  return `${ACTIVITY_WORDS[activity.operator]}: ${data === "" ? `${from} to ${to}` : data}`;
}
