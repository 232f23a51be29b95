import type { ReactNode } from "react";
import { NoAccess } from "#components/console/no-access.tsx";
import { MemberHeader } from "#components/members/member-header.tsx";
import { ActiveStatus } from "#components/programme/active-status.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { LinkTabs } from "#components/ui/link-tabs.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { memberDetail, memberName } from "#lib/loyalty/members/core/name.ts";
import { loadMember } from "#lib/loyalty/members/loaders.ts";
import { loadTierOptions } from "#lib/loyalty/tiers/loaders.ts";

type MemberLayoutProps = { params: Promise<{ memberId: string }>; children: ReactNode };

export default async function MemberLayout({ params, children }: MemberLayoutProps) {
  const [{ memberId }, access] = await Promise.all([params, loadAccess("CUSTOMER")]);
  if (!access.mayView) return <NoAccess need="see the members" />;
  const [member, tiers] = await Promise.all([loadMember(memberId), loadTierOptions()]);
  const base = `/members/${memberId}`;
  return (
    <>
      <MemberHeader
        memberId={memberId}
        name={memberName(member)}
        isActive={member.active}
        levelId={member.levelId}
        isTierManual={member.manuallyAssignedLevelId !== null}
        tiers={tiers}
        mayChange={access.mayChange}
        status={
          <>
            <ActiveStatus isActive={member.active} appearance="pill" />
            {member.currentLevel !== null && (
              <Badge tone="accent">
                {member.currentLevel.name}
                {member.manuallyAssignedLevelId !== null && " (by hand)"}
              </Badge>
            )}
          </>
        }
        description={<p className="[overflow-wrap:anywhere]">{memberDetail(member)}</p>}
      />
      <LinkTabs
        label="Member"
        className="mb-5"
        items={[
          { href: base, label: "Profile", exact: true },
          { href: `${base}/wallet`, label: "Wallet" },
          { href: `${base}/transactions`, label: "Transactions" },
          { href: `${base}/rewards`, label: "Rewards" },
          { href: `${base}/achievements`, label: "Achievements" },
          { href: `${base}/events`, label: "Events" },
        ]}
      />
      {children}
    </>
  );
}
