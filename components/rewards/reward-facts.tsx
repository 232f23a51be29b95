import { PageSection } from "#components/layout/page-section.tsx";
import { amountWords, moneyWords } from "#components/programme/amount-words.ts";
import { Dash } from "#components/programme/dash.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { type Description, DescriptionList } from "#components/ui/description-list.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RewardDto } from "#lib/loyalty/rewards/schema.ts";

/** What a reward is worth, costs, and to whom it is open. */
export function RewardFacts({ reward, currency }: { reward: RewardDto; currency: string }) {
  return (
    <div className="grid gap-x-6 gap-y-8 lg:grid-cols-2">
      <PageSection title="Terms">
        <Card className="px-4 py-1">
          <DescriptionList
            items={[
              {
                term: "Costs",
                value: reward.costInPoints === null ? <Dash /> : `${amountWords(reward.costInPoints)} units`,
              },
              ...worth(reward, currency),
              { term: "Left", value: left(reward) },
              {
                term: "Each member",
                value: reward.usageLimit.perUser < 0 ? "No limit" : times(reward.usageLimit.perUser),
              },
              {
                term: "Tiers",
                value:
                  reward.levels.length === 0
                    ? "All"
                    : reward.levels.map((level) => reward.levelNames[level] ?? level).join(", "),
              },
              { term: "Available", value: <Period period={reward.activity} /> },
              { term: "Shown", value: <Period period={reward.visibility} /> },
            ]}
          />
        </Card>
      </PageSection>
      <PageSection title="Details" className="mt-0">
        <Card className="px-4 py-1">
          <DescriptionList
            items={[
              ...(reward.couponGenerator === undefined
                ? reward.notIssuedCoupons === undefined
                  ? []
                  : [
                      {
                        term: "Uploaded codes",
                        value: `${reward.notIssuedCoupons.toLocaleString("en")} not given out`,
                      },
                    ]
                : [
                    {
                      term: "Codes",
                      value: `${reward.couponGenerator.length} characters${
                        reward.couponGenerator.prefix ? ` after ${reward.couponGenerator.prefix}` : ""
                      }, made for each coupon`,
                    },
                  ]),
              { term: "Featured", value: reward.featured ? "Yes" : "No" },
              { term: "Public", value: reward.public ? "Yes" : "No" },
              { term: "Fulfilment", value: reward.fulfillmentTracking ? "Tracked" : "Not tracked" },
              ...reward.labels.map(({ key, value }) => ({
                key: `label ${key} ${value}`,
                term: key,
                value: value === "" ? <Dash /> : value,
              })),
              { term: "Created", value: <Time value={reward.createdAt} format="datetime" /> },
              { term: "Reward id", value: <CopyableText text={reward.rewardId} label="Copy reward id" /> },
            ]}
          />
        </Card>
      </PageSection>
    </div>
  );
}

function worth(reward: RewardDto, currency: string): Description[] {
  const valid =
    reward.daysValid === undefined
      ? []
      : [{ term: "Valid for", value: reward.daysValid === 1 ? "1 day" : `${reward.daysValid} days` }];
  if (reward.couponValue !== undefined) {
    const value =
      reward.couponValueType === "percentage"
        ? `${amountWords(reward.couponValue)} %`
        : moneyWords(reward.couponValue, currency);
    return [{ term: "Worth", value }, ...valid];
  }
  if (reward.unitsConversion !== undefined) {
    return [
      { term: "One unit is worth", value: moneyWords(reward.unitsConversion.ratio, currency) },
      ...valid,
    ];
  }
  return reward.price === undefined
    ? valid
    : [{ term: "Price", value: moneyWords(reward.price, currency) }, ...valid];
}

function left({ usageLeft }: RewardDto): string {
  return usageLeft === undefined ? "No limit" : usageLeft.toLocaleString("en");
}

const times = (count: number) => (count === 1 ? "Once" : `${count.toLocaleString("en")} times`);

function Period({ period }: { period: RewardDto["activity"] }) {
  if (period.allTime || period.from === undefined || period.to === undefined) return "Always";
  return (
    <>
      <Time value={period.from} format="datetime" /> to <Time value={period.to} format="datetime" />
    </>
  );
}
