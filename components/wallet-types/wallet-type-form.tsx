"use client";

import { useRouter } from "next/navigation";
import { useWatch } from "react-hook-form";
import { NumberField, SelectField, SwitchField, TextField } from "#components/form/fields.tsx";
import { FormSection } from "#components/form/form-section.tsx";
import { ActionPageForm } from "#components/programme/action-page-form.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { toast } from "#components/ui/toast.ts";
import { createWalletTypeAction, updateWalletTypeAction } from "#lib/loyalty/points/actions.ts";
import {
  walletTypeFieldOf,
  walletTypeForm,
  walletTypeFormOf,
} from "#lib/loyalty/points/core/wallet-type-form.ts";
import { UNIT_EXPIRIES, type WalletTypeDetailsDto } from "#lib/loyalty/points/schema.ts";
import { UNIT_EXPIRY_WORDS } from "./wallet-type-words.ts";

const LIST = "/settings/programme/wallet-types";

type WalletTypeFormProps = {
  storeCode: string;
  /** The one to change, its version as `key` too; null: a new one. */
  walletType: (WalletTypeDetailsDto & { version: string }) | null;
};

/** What units are called, when they can be used and when they expire. */
export function WalletTypeForm({ storeCode, walletType }: WalletTypeFormProps) {
  const router = useRouter();
  const state = useActionForm({
    schema: walletTypeForm,
    defaultValues: walletTypeFormOf(walletType),
    action: ({ code, ...rules }) =>
      walletType === null
        ? createWalletTypeAction({ storeCode, walletType: { code, ...rules } })
        : updateWalletTypeAction({
            walletTypeId: walletType.walletTypeId,
            expectedVersion: walletType.version,
            walletType: rules,
          }),
    onDone: () => {
      toast.success(walletType === null ? "The wallet type is added" : "The wallet type is saved");
      router.push(LIST);
      router.refresh();
    },
    fieldOf: walletTypeFieldOf,
  });
  const { control } = state.form;
  const [expiry, isLocked] = useWatch({ control, name: ["unitDaysExpiryAfter", "isLocked"] });
  return (
    <ActionPageForm
      state={state}
      label={walletType === null ? "New wallet type" : "Wallet type"}
      submitLabel={walletType === null ? "Add wallet type" : "Save changes"}
      cancelHref={LIST}
      labels={{ code: "Code", name: "Name", active: "Active" }}
    >
      <FormSection title="What it is">
        <div className={TWO}>
          <TextField control={control} name="name" label="Name" />
          <TextField
            control={control}
            name="code"
            label="Code"
            description={
              walletType === null
                ? "The API and rewards name the wallet by it. It cannot be changed later."
                : "The wallet is known by it, so it stays."
            }
            input={{ readOnly: walletType !== null, spellCheck: false, className: "font-mono text-xs" }}
          />
          <TextField
            control={control}
            name="unitSingularName"
            label="One unit is called"
            input={{ placeholder: "Point" }}
          />
          <TextField
            control={control}
            name="unitPluralName"
            label="Several are called"
            input={{ placeholder: "Points" }}
          />
        </div>
        <TextField control={control} name="description" label="Description" optional rows={2} />
        <SwitchField
          control={control}
          name="active"
          label="Active"
          description="No units are added to the wallet while it is not. The default one always is."
        />
      </FormSection>
      <FormSection title="How long units last" description="Of units that are added from now on.">
        <div className={TWO}>
          <SelectField
            control={control}
            name="unitDaysExpiryAfter"
            label="They expire"
            options={UNIT_EXPIRIES.map((value) => ({ value, label: UNIT_EXPIRY_WORDS[value] }))}
          />
          {expiry === "after_x_days" && (
            <NumberField
              control={control}
              name="unitDaysActiveCount"
              label="After how many days"
              input={{ inputMode: "numeric" }}
            />
          )}
          {expiry === "at_the_end_of_the_x_th_year" && (
            <NumberField
              control={control}
              name="unitYearsActiveCount"
              label="Of which year"
              description="1: of the year in which they are added."
              input={{ inputMode: "numeric" }}
            />
          )}
          {expiry === "at_the_end_of_the_chosen_date" && (
            <TextField
              control={control}
              name="unitExpiryDate"
              label="Month and day"
              input={{ placeholder: "08-24", className: "tabular" }}
            />
          )}
        </div>
        <SwitchField
          control={control}
          name="isLocked"
          label="Pending at first"
          description="New units can be used only after some days, such as when a purchase cannot be returned any more."
        />
        {isLocked && (
          <NumberField
            control={control}
            name="unitDaysLocked"
            label="Pending for, days"
            input={{ inputMode: "numeric", className: "tabular sm:max-w-40" }}
          />
        )}
      </FormSection>
    </ActionPageForm>
  );
}

const TWO = "grid items-start gap-4 sm:grid-cols-2";
