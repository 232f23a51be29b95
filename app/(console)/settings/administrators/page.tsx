import type { Metadata } from "next";
import { AdministratorList } from "#components/administrators/administrator-list.tsx";
import { InvitationList } from "#components/administrators/invitation-list.tsx";
import { InviteDialog } from "#components/administrators/invite-dialog.tsx";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PageSection } from "#components/layout/page-section.tsx";
import { loadAdministrators } from "#lib/administrators/loaders.ts";

export const metadata: Metadata = { title: "Administrators" };

const DESCRIPTION = "Who may sign in to this console and use the REST API, and what they may do.";

export default async function AdministratorsPage() {
  const page = await loadAdministrators();
  if (page === null) {
    return (
      <>
        <PageHeader title="Administrators" description={DESCRIPTION} />
        <NoAccess need="see the administrators" />
      </>
    );
  }
  const { administrators, invitations, ownId, mayChange, stores } = page;
  return (
    <>
      <PageHeader
        title="Administrators"
        description={DESCRIPTION}
        actions={mayChange && <InviteDialog stores={stores} />}
      />
      <AdministratorList
        administrators={administrators}
        ownId={ownId}
        mayChange={mayChange}
        stores={stores}
      />
      {invitations.length > 0 && (
        <PageSection title="Invitations" description="Links that were made and not used yet.">
          <InvitationList invitations={invitations} />
        </PageSection>
      )}
    </>
  );
}
