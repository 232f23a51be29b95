import type { Metadata } from "next";
import { NewMember } from "#components/members/member-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { memberFormOf } from "#lib/loyalty/members/core/form-schema.ts";
import { loadTierOptions } from "#lib/loyalty/tiers/loaders.ts";
import { FormPage } from "../../form-page.tsx";

export const metadata: Metadata = { title: "Add member" };

export default async function NewMemberPage() {
  const [access, { scope }, tiers] = await Promise.all([
    loadAccess("CUSTOMER"),
    requireStoreContext(),
    loadTierOptions(),
  ]);
  return (
    <FormPage
      title="Add member"
      back={{ href: "/members", label: "Members" }}
      access={access}
      need="change the members"
    >
      <NewMember storeCode={scope.storeCode} defaultValues={memberFormOf(null)} tiers={tiers} />
    </FormPage>
  );
}
