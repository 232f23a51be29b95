import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { loadAccess } from "#lib/auth/loaders.ts";
import { loadMember } from "#lib/loyalty/members/loaders.ts";
import { SubjectEvents } from "../../../../subject-events.tsx";

export const metadata: Metadata = { title: "Events of the member" };

type EventsPageProps = { params: Promise<{ memberId: string }>; searchParams: Promise<SearchParams> };

export default async function MemberEventsPage({ params, searchParams }: EventsPageProps) {
  const { mayView } = await loadAccess("CUSTOMER");
  if (!mayView) return null;
  const { customerId } = await loadMember((await params).memberId);
  return <SubjectEvents subjectId={customerId} what="this member" searchParams={searchParams} />;
}
