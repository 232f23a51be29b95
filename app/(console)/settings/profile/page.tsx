import type { Metadata } from "next";
import { PasswordForm } from "#components/administrators/password-form.tsx";
import { ProfileForm } from "#components/administrators/profile-form.tsx";
import { SignOutEverywhere } from "#components/administrators/sign-out-everywhere.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { PageSection } from "#components/layout/page-section.tsx";
import { loadProfile } from "#lib/administrators/loaders.ts";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const profile = await loadProfile();
  return (
    <>
      <PageHeader title="Profile" description={`You are signed in as ${profile.username}.`} />
      <PageSection title="About you" description="Shown to other administrators.">
        <ProfileForm profile={profile} />
      </PageSection>
      <PageSection
        title="Password"
        description="When it is changed every browser is signed out, this one too, and every token ends."
      >
        <PasswordForm username={profile.username} />
      </PageSection>
      <PageSection
        title="Sessions"
        description="A browser that was left open, or a token that somebody else may have seen?"
      >
        <SignOutEverywhere />
      </PageSection>
    </>
  );
}
