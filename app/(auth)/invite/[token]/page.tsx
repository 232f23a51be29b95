import type { Metadata } from "next";
import { AcceptInvitationForm } from "#components/administrators/accept-invitation-form.tsx";
import { Logo } from "#components/layout/logo.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { loadInvitedUsername } from "#lib/administrators/loaders.ts";

/** The address is a secret: it goes into no history of other sites. */
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

type InvitePageProps = { params: Promise<{ token: string }> };

export default async function InvitePage({ params }: InvitePageProps) {
  const { token } = await params;
  const username = await loadInvitedUsername(token);
  return (
    <>
      <Logo />
      <h1 className="mt-8 mb-2 text-xl font-semibold tracking-tight">
        {username === null ? "This invitation cannot be used" : `Welcome, ${username}`}
      </h1>
      {username === null ? (
        <>
          <p className="mb-5 text-muted">
            It was used, withdrawn, or is too old. Ask whoever sent it for a new one.
          </p>
          <div>
            <ButtonLink href="/sign-in">Sign in</ButtonLink>
          </div>
        </>
      ) : (
        <>
          <p className="mb-5 text-muted">Choose a password. You sign in with it and with your user name.</p>
          <AcceptInvitationForm token={token} username={username} />
        </>
      )}
    </>
  );
}
