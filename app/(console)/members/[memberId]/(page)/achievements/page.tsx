import type { Metadata } from "next";
import { MemberAchievements } from "#components/achievements/member-achievements.tsx";
import { toProgressRow } from "#components/achievements/progress-row.ts";
import { NoAccess } from "#components/console/no-access.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { loadMemberAchievements } from "#lib/loyalty/achievements/loaders.ts";
import { memberName } from "#lib/loyalty/members/core/name.ts";
import { loadMember } from "#lib/loyalty/members/loaders.ts";

export const metadata: Metadata = { title: "Achievements of the member" };

const SHOWN_MAX = 50;

export default async function MemberAchievementsPage({ params }: { params: Promise<{ memberId: string }> }) {
  const [{ memberId }, members, access] = await Promise.all([
    params,
    loadAccess("CUSTOMER"),
    loadAccess("CAMPAIGN"),
  ]);
  if (!members.mayView) return null;
  if (!access.mayView) return <NoAccess need="see the achievements of members" />;
  const member = await loadMember(memberId);
  const { items, total } = await loadMemberAchievements(member.customerId, {
    page: 1,
    itemsOnPage: SHOWN_MAX,
    orderBy: [],
    conditions: [],
  });
  return (
    <>
      <MemberAchievements
        rows={items.map((item) => toProgressRow(member.customerId, item))}
        memberName={memberName(member)}
        mayChange={access.mayChange && member.active}
      />
      {total.filtered > items.length && (
        <p className="mt-3 text-muted">The newest {SHOWN_MAX} active achievements are shown.</p>
      )}
    </>
  );
}
