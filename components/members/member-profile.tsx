import { PageSection } from "#components/layout/page-section.tsx";
import { amountWords, moneyWords } from "#components/programme/amount-words.ts";
import { Dash } from "#components/programme/dash.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Time } from "#components/ui/time.tsx";
import type { MemberDto } from "#lib/loyalty/members/schema.ts";

/** What the programme knows of a member. */
export function MemberProfile({ member }: { member: MemberDto }) {
  const { defaultAccount: account, currency } = member;
  return (
    <>
      <PageSection title="At a glance" className="mt-0">
        <Card className="p-4">
          <DescriptionList
            layout="grid"
            items={[
              { term: "Units", value: account === null ? <Dash /> : amountWords(account.activePoints) },
              {
                term: "Earned so far",
                value: account === null ? <Dash /> : amountWords(account.earnedPoints),
              },
              { term: "Purchases", value: purchases(member) },
              { term: "Spent", value: moneyWords(member.transactionsAmount, currency) },
              { term: "Average purchase", value: moneyWords(member.averageTransactionAmount, currency) },
              {
                term: "Last purchase",
                value: day(member.lastTransactionDate),
              },
              { term: "In this tier since", value: day(member.levelAchievementDate) },
              { term: "Joined", value: day(member.registeredAt) },
            ]}
          />
        </Card>
      </PageSection>
      <div className="mt-8 grid gap-x-6 gap-y-8 lg:grid-cols-2">
        <PageSection title="Profile" className="mt-0">
          <Card className="px-4 py-1">
            <DescriptionList
              items={[
                { term: "First name", value: text(member.firstName) },
                { term: "Last name", value: text(member.lastName) },
                { term: "E-mail", value: text(member.email) },
                { term: "Phone", value: text(member.phone) },
                { term: "Card number", value: text(member.loyaltyCardNumber) },
                { term: "Gender", value: member.gender === null ? <Dash /> : GENDERS[member.gender] },
                { term: "Birthday", value: text(member.birthDate?.slice(0, 10) ?? null) },
                { term: "Address", value: text(lines(Object.values(member.address))) },
                { term: "Company", value: text(lines([member.company.name, member.company.nip])) },
              ]}
            />
          </Card>
        </PageSection>
        <div>
          <PageSection title="Agreements and attributes">
            <Card className="px-4 py-1">
              <DescriptionList
                items={[
                  { term: "Terms of the programme", value: yes(member.agreement1) },
                  { term: "Marketing", value: yes(member.agreement2) },
                  { term: "Further agreement", value: yes(member.agreement3) },
                  ...member.labels.map(({ key, value }) => ({
                    key: `attribute ${key}`,
                    term: <span className="[overflow-wrap:anywhere]">{key}</span>,
                    value: text(value === "" ? null : value),
                  })),
                ]}
              />
            </Card>
          </PageSection>
          <PageSection title="For integrators">
            <Card className="px-4 py-1">
              <DescriptionList
                items={[
                  {
                    term: "Member id",
                    value: <CopyableText text={member.customerId} label="Copy member id" />,
                  },
                  {
                    term: "Referral token",
                    value: <CopyableText text={member.referralToken} label="Copy referral token" />,
                  },
                  { term: "Last changed", value: <Time value={member.updatedAt} format="datetime" /> },
                ]}
              />
            </Card>
          </PageSection>
        </div>
      </div>
    </>
  );
}

function purchases({ transactionsCount, returnTransactionsCount: returns }: MemberDto) {
  const count = transactionsCount.toLocaleString("en");
  if (returns === 0) return count;
  return `${count}, and ${returns.toLocaleString("en")} ${returns === 1 ? "return" : "returns"}`;
}

const GENDERS = { male: "Male", female: "Female", not_disclosed: "Not disclosed" };
const day = (value: string | null) => (value === null ? <Dash /> : <Time value={value} format="date" />);
const text = (value: string | null) => (value === null || value === "" ? <Dash /> : value);
const yes = (value: boolean) => (value ? "Yes" : <span className="text-muted">No</span>);
const lines = (parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(", ");
