import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PageSection } from "#components/layout/page-section.tsx";
import { RedemptionDetails } from "#components/redemptions/redemption-details.tsx";
import { RedemptionStatus } from "#components/redemptions/redemption-status.tsx";
import { StatusButton } from "#components/redemptions/status-button.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { REDEMPTION_STATUSES } from "#lib/loyalty/redemptions/constants.ts";
import { statusChange, usualNext } from "#lib/loyalty/redemptions/core/status.ts";
import { loadRedemption, loadStatusHistory } from "#lib/loyalty/redemptions/loaders.ts";
import { SubjectEvents } from "../../subject-events.tsx";

type RedemptionPageProps = {
  params: Promise<{ redemptionId: string }>;
  searchParams: Promise<SearchParams>;
};

export async function generateMetadata({ params }: RedemptionPageProps): Promise<Metadata> {
  const { mayView } = await loadAccess("ISSUED_REWARDS");
  if (!mayView) return { title: "Redemption" };
  return { title: (await loadRedemption((await params).redemptionId)).name };
}

export default async function RedemptionPage({ params, searchParams }: RedemptionPageProps) {
  const [{ redemptionId }, access] = await Promise.all([params, loadAccess("ISSUED_REWARDS")]);
  if (!access.mayView) return <NoAccess need="see the redemptions" />;
  const redemption = await loadRedemption(redemptionId);
  const history = await loadStatusHistory(redemptionId);
  const choices = REDEMPTION_STATUSES.filter(
    (status) => statusChange(redemption.status, status).kind === "changed",
  );
  return (
    <>
      <PageHeader
        back={{ href: "/redemptions", label: "Redemptions" }}
        title={redemption.name}
        status={<RedemptionStatus status={redemption.status} appearance="pill" />}
        actions={
          access.mayChange &&
          choices.length > 0 && (
            <StatusButton
              issuedRewardId={redemptionId}
              name={redemption.name}
              version={redemption.version}
              choices={choices}
              likely={usualNext(redemption.status) ?? undefined}
            />
          )
        }
      />
      <RedemptionDetails redemption={redemption} history={history.items} />
      <PageSection title="Events" description="What was published about this redemption.">
        <SubjectEvents
          subjectId={redemption.issuedRewardId}
          what="this redemption"
          searchParams={searchParams}
        />
      </PageSection>
    </>
  );
}
