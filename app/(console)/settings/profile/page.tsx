import type { Metadata } from "next";
import { PasswordForm } from "#components/administrators/password-form.tsx";
import { ProfileForm } from "#components/administrators/profile-form.tsx";
import { SignOutEverywhere } from "#components/administrators/sign-out-everywhere.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PageSection } from "#components/layout/page-section.tsx";
import { Card } from "#components/ui/card.tsx";
import { loadProfile } from "#lib/administrators/loaders.ts";

const CARD = "max-w-3xl p-4 sm:p-5";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const profile = await loadProfile();
  return (
    <>
      <PageHeader title="Profile" description={`You are signed in as ${profile.username}.`} />
      <PageSection title="About you" description="Shown to other administrators.">
        <Card className={CARD}>
          <ProfileForm profile={profile} />
        </Card>
      </PageSection>
      <PageSection
        title="Password"
        description="When it is changed every browser is signed out, this one too, and every token ends."
      >
        <Card className={CARD}>
          <PasswordForm username={profile.username} />
        </Card>
      </PageSection>
      <PageSection
        title="Sessions"
        description="A browser that was left open, or a token that somebody else may have seen?"
      >
        <Card className={CARD}>
          <SignOutEverywhere />
        </Card>
      </PageSection>
    </>
  );
}
