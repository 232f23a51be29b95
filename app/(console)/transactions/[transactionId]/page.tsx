import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PageSection } from "#components/layout/page-section.tsx";
import { MatchButton } from "#components/transactions/match-button.tsx";
import { TransactionDetails } from "#components/transactions/transaction-details.tsx";
import { DOCUMENT_TYPE_WORDS } from "#components/transactions/transaction-row.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Status } from "#components/ui/status.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { loadMemberNames } from "#lib/loyalty/members/loaders.ts";
import { loadTransaction } from "#lib/loyalty/transactions/loaders.ts";
import { SubjectEvents } from "../../subject-events.tsx";

type TransactionPageProps = {
  params: Promise<{ transactionId: string }>;
  searchParams: Promise<SearchParams>;
};

export async function generateMetadata({ params }: TransactionPageProps): Promise<Metadata> {
  const { mayView } = await loadAccess("TRANSACTION");
  if (!mayView) return { title: "Transaction" };
  return { title: (await loadTransaction((await params).transactionId)).header.documentNumber };
}

export default async function TransactionPage({ params, searchParams }: TransactionPageProps) {
  const access = await loadAccess("TRANSACTION");
  if (!access.mayView) return <NoAccess need="see the transactions" />;
  const transaction = await loadTransaction((await params).transactionId);
  const { customerId, header, matched } = transaction;
  const names = await loadMemberNames([customerId]);
  return (
    <>
      <PageHeader
        back={{ href: "/transactions", label: "Transactions" }}
        title={header.documentNumber}
        status={
          <>
            <Status tone={matched ? "success" : "warning"} appearance="pill">
              {matched ? "Matched" : "Nobody yet"}
            </Status>
            <Badge>{DOCUMENT_TYPE_WORDS[header.documentType]}</Badge>
          </>
        }
        actions={access.mayChange && !matched && <MatchButton documentNumber={header.documentNumber} />}
      />
      <TransactionDetails
        transaction={transaction}
        memberName={customerId === null ? null : (names.get(customerId) ?? null)}
      />
      <PageSection title="Events" description="What was published about this transaction.">
        <SubjectEvents
          subjectId={transaction.transactionId}
          what="this transaction"
          searchParams={searchParams}
        />
      </PageSection>
    </>
  );
}
