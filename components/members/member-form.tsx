"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import type { Control, FieldValues } from "react-hook-form";
import { SelectField, SwitchField, TextField } from "#components/form/fields.tsx";
import { FormSection } from "#components/form/form-section.tsx";
import { LabelRows } from "#components/form/label-rows.tsx";
import { ActionPageForm } from "#components/programme/action-page-form.tsx";
import { tell } from "#components/programme/tell.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { createMemberAction, updateMemberAction } from "#lib/loyalty/members/actions.ts";
import { type MemberFormValues, memberForm, newMemberForm } from "#lib/loyalty/members/core/form-schema.ts";

type Tiers = readonly { levelId: string; name: string }[];

type NewMemberProps = { storeCode: string; defaultValues: MemberFormValues; tiers: Tiers };

export function NewMember({ storeCode, defaultValues, tiers }: NewMemberProps) {
  const router = useRouter();
  const state = useActionForm({
    schema: newMemberForm,
    defaultValues,
    action: (member) => createMemberAction({ storeCode, member }),
    onDone: (told) => {
      tell("The member is added", told);
      if (told) router.push(`/members/${told.result.customerId}`);
    },
  });
  return (
    <ActionPageForm
      state={state}
      label="New member"
      submitLabel="Add member"
      cancelHref="/members"
      labels={LABELS}
    >
      <MemberFields control={state.form.control}>
        <FormSection title="In the programme">
          <div className={TWO}>
            {tiers.length > 0 && (
              <SelectField
                control={state.form.control}
                name="levelId"
                label="Tier"
                description="A tier given here stays until it is taken away by hand."
                options={[
                  { value: "", label: "The lowest" },
                  ...tiers.map(({ levelId, name }) => ({ value: levelId, label: name })),
                ]}
              />
            )}
            <TextField
              control={state.form.control}
              name="referrerToken"
              label="Referral token"
              optional
              description="Of the member who brought this one."
            />
          </div>
        </FormSection>
      </MemberFields>
    </ActionPageForm>
  );
}

type EditMemberProps = {
  memberId: string;
  /** What was read; give it as `key` too. */
  version: string;
  defaultValues: MemberFormValues;
};

export function EditMember({ memberId, version, defaultValues }: EditMemberProps) {
  const router = useRouter();
  const href = `/members/${memberId}`;
  const state = useActionForm({
    schema: memberForm,
    defaultValues,
    action: (member) => updateMemberAction({ memberId, expectedVersion: version, member }),
    onDone: (told) => {
      tell("The member is saved", told);
      router.push(href);
      // The browser keeps the page as it was before the change.
      router.refresh();
    },
  });
  return (
    <ActionPageForm state={state} label="Member" submitLabel="Save changes" cancelHref={href} labels={LABELS}>
      <MemberFields control={state.form.control} />
    </ActionPageForm>
  );
}

const LABELS = {
  email: "E-mail",
  phone: "Phone",
  loyaltyCardNumber: "Card number",
  birthDate: "Birthday",
  levelId: "Tier",
  referrerToken: "Referral token",
};

const TWO = "grid gap-4 sm:grid-cols-2";

type MemberFieldsProps<Output extends FieldValues> = {
  control: Control<MemberFormValues, unknown, Output>;
  children?: ReactNode;
};

function MemberFields<Output extends FieldValues>({ control, children }: MemberFieldsProps<Output>) {
  return (
    <>
      <FormSection title="Known by" description="One of these has to be there, as the settings say.">
        <div className={TWO}>
          <TextField
            control={control}
            name="email"
            label="E-mail"
            input={{ type: "email", inputMode: "email" }}
          />
          <TextField control={control} name="phone" label="Phone" input={{ type: "tel", inputMode: "tel" }} />
          <TextField control={control} name="loyaltyCardNumber" label="Card number" />
        </div>
      </FormSection>
      <FormSection title="Person">
        <div className={TWO}>
          <TextField control={control} name="firstName" label="First name" />
          <TextField control={control} name="lastName" label="Last name" />
          <SelectField control={control} name="gender" label="Gender" options={GENDERS} />
          <TextField control={control} name="birthDate" label="Birthday" input={{ type: "date" }} />
        </div>
      </FormSection>
      {children}
      <FormSection title="Address">
        <div className={TWO}>
          <TextField control={control} name="address.street" label="Street" />
          <TextField control={control} name="address.address1" label="Building" />
          <TextField control={control} name="address.address2" label="Flat" />
          <TextField control={control} name="address.postal" label="Postal code" />
          <TextField control={control} name="address.city" label="City" />
          <TextField control={control} name="address.province" label="Province" />
          <TextField control={control} name="address.country" label="Country" />
        </div>
      </FormSection>
      <FormSection title="Company">
        <div className={TWO}>
          <TextField control={control} name="company.name" label="Company name" />
          <TextField control={control} name="company.nip" label="Tax number" />
        </div>
      </FormSection>
      <FormSection title="Agreements">
        <SwitchField control={control} name="agreement1" label="Terms of the programme" />
        <SwitchField control={control} name="agreement2" label="Marketing" />
        <SwitchField control={control} name="agreement3" label="Further agreement" />
      </FormSection>
      <FormSection
        title="Custom attributes"
        description="What else the programme knows; campaigns look at them and set them."
      >
        <LabelRows name="labels" legend="Custom attributes" hideLegend noun="Attribute" />
      </FormSection>
    </>
  );
}

const GENDERS = [
  { value: "", label: "Not known" },
  { value: "male", label: "Male" },
  { value: "female", label: "Female" },
  { value: "not_disclosed", label: "Not disclosed" },
];
