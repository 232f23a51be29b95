import type { Metadata } from "next";
import { MemberProfile } from "#components/members/member-profile.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { memberName } from "#lib/loyalty/members/core/name.ts";
import { loadMember } from "#lib/loyalty/members/loaders.ts";

type MemberPageProps = { params: Promise<{ memberId: string }> };

export async function generateMetadata({ params }: MemberPageProps): Promise<Metadata> {
  const { mayView } = await loadAccess("CUSTOMER");
  if (!mayView) return { title: "Member" };
  return { title: memberName(await loadMember((await params).memberId)) };
}

export default async function MemberPage({ params }: MemberPageProps) {
  const { mayView } = await loadAccess("CUSTOMER");
  // The layout says so.
  if (!mayView) return null;
  return <MemberProfile member={await loadMember((await params).memberId)} />;
}
