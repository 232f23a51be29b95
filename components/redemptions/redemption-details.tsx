import { PageSection } from "#components/layout/page-section.tsx";
import { amountWords } from "#components/programme/amount-words.ts";
import { Card } from "#components/ui/card.tsx";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Link } from "#components/ui/link.tsx";
import { Time } from "#components/ui/time.tsx";
import type { RedemptionDto, StatusHistoryDto } from "#lib/loyalty/redemptions/schema.ts";
import { buyerOf } from "./redemption-row.ts";
import { RedemptionStatus } from "./redemption-status.tsx";

type RedemptionDetailsProps = { redemption: RedemptionDto; history: StatusHistoryDto["items"] };

const LINK = "font-medium underline decoration-border-strong underline-offset-3 hover:decoration-current";

export function RedemptionDetails({ redemption, history }: RedemptionDetailsProps) {
  const { issuedCoupon: coupon } = redemption;
  const member = buyerOf(redemption);
  return (
    <div className="grid gap-x-6 gap-y-8 lg:grid-cols-2">
      <PageSection title="Redemption">
        <Card className="px-4 py-1">
          <DescriptionList
            items={[
              {
                term: "Reward",
                value: (
                  <Link href={`/rewards/${redemption.rewardId}`} className={LINK}>
                    {redemption.name}
                  </Link>
                ),
              },
              {
                term: "Member",
                value: (
                  <Link href={`/members/${member.id}`} className={LINK}>
                    {member.name}
                  </Link>
                ),
              },
              {
                term: "Cost",
                value:
                  redemption.costInPoints === 0 ? "A gift" : `${amountWords(redemption.costInPoints)} units`,
              },
              ...(coupon === undefined
                ? []
                : [
                    { term: "Code", value: <CopyableText text={coupon.code} label="Copy code" /> },
                    ...(coupon.activeTo === undefined
                      ? []
                      : [{ term: "Valid until", value: <Time value={coupon.activeTo} format="datetime" /> }]),
                  ]),
              { term: "Redeemed", value: <Time value={redemption.redemptionDate} format="datetime" /> },
              {
                term: "Redemption id",
                value: <CopyableText text={redemption.issuedRewardId} label="Copy redemption id" />,
              },
            ]}
          />
        </Card>
      </PageSection>
      <PageSection title="Status" className="mt-0">
        <ol aria-label="Statuses, the newest first" className="divide-y rounded-lg border bg-surface">
          {history.map(({ status, comment, updatedAt }) => (
            <li
              key={`${status} ${updatedAt}`}
              className="flex items-baseline justify-between gap-4 px-4 py-2.5"
            >
              <span className="min-w-0">
                <RedemptionStatus status={status} />
                {comment !== "" && (
                  <span className="mt-0.5 block text-muted [overflow-wrap:anywhere]">{comment}</span>
                )}
              </span>
              <Time value={updatedAt} className="text-xs text-muted" />
            </li>
          ))}
        </ol>
      </PageSection>
    </div>
  );
}
