import type { Metadata } from "next";
import { EditMember } from "#components/members/member-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { memberFormOf } from "#lib/loyalty/members/core/form-schema.ts";
import { memberName } from "#lib/loyalty/members/core/name.ts";
import { loadMember } from "#lib/loyalty/members/loaders.ts";
import { FormPage } from "../../../form-page.tsx";

export const metadata: Metadata = { title: "Edit member" };

export default async function EditMemberPage({ params }: { params: Promise<{ memberId: string }> }) {
  const [{ memberId }, access] = await Promise.all([params, loadAccess("CUSTOMER")]);
  const member = access.mayChange ? await loadMember(memberId) : null;
  return (
    <FormPage
      title={member === null ? "Edit member" : `Edit ${memberName(member)}`}
      back={{ href: `/members/${memberId}`, label: "Member" }}
      access={access}
      need="change the members"
    >
      {member !== null && (
        <EditMember
          key={member.version}
          memberId={memberId}
          version={member.version}
          defaultValues={memberFormOf(member)}
        />
      )}
    </FormPage>
  );
}
