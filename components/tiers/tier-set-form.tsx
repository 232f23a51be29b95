"use client";

import { Plus, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { NumberField, SelectField, SwitchField, TextField } from "#components/form/fields.tsx";
import { FormSection } from "#components/form/form-section.tsx";
import { ActionPageForm } from "#components/programme/action-page-form.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.ts";
import { createTierSetAction, updateTierSetAction } from "#lib/loyalty/tiers/actions.ts";
import {
  EMPTY_CONDITION,
  isOfWallet,
  type TierSetFormValues,
  tierSetFieldOf,
  tierSetForm,
  tierSetFormOf,
} from "#lib/loyalty/tiers/core/form-schema.ts";
import {
  DOWNGRADE_MODES,
  DOWNGRADE_PERIODS,
  TIER_ATTRIBUTES,
  type TierSetDto,
} from "#lib/loyalty/tiers/schema.ts";
import { DOWNGRADE_MODE_WORDS, DOWNGRADE_PERIOD_WORDS, TIER_ATTRIBUTE_WORDS } from "./tier-words.ts";

const LIST = "/settings/programme/tiers";
const CONDITIONS_MAX = TIER_ATTRIBUTES.length;

type Choice = { value: string; label: string };

type TierSetFormProps = {
  storeCode: string;
  wallets: readonly Choice[];
  /** Another set is active, of which there is one. */
  hasActive: boolean;
  /** The one to change, its version as `key` too; null: a new one. */
  set: (TierSetDto & { version: string }) | null;
};

/** A tier set: what its tiers ask for. The tiers themselves are on its page. */
export function TierSetForm({ storeCode, wallets, hasActive, set }: TierSetFormProps) {
  const router = useRouter();
  const schema = useMemo(() => tierSetForm(set), [set]);
  const state = useActionForm({
    schema,
    defaultValues: tierSetFormOf(set, hasActive),
    action: (tierSet) =>
      set === null
        ? createTierSetAction({ storeCode, tierSet })
        : updateTierSetAction({ tierSetId: set.tierSetId, expectedVersion: set.version, tierSet }),
    onDone: (saved) => {
      if (set === null) toast.success("The tier set is added", { description: "Now add its tiers." });
      else toast.success("The tier set is saved");
      router.push(saved ? `${LIST}/${saved.tierSetId}` : LIST);
      // The browser keeps the page as it was before the change.
      router.refresh();
    },
    fieldOf: tierSetFieldOf,
  });
  const { control } = state.form;
  const mode = useWatch({ control, name: "mode" });
  return (
    <ActionPageForm
      state={state}
      label={set === null ? "New tier set" : "Tier set"}
      submitLabel={set === null ? "Add tier set" : "Save changes"}
      cancelHref={set === null ? LIST : `${LIST}/${set.tierSetId}`}
      labels={{ name: "Name", conditions: "Conditions" }}
    >
      <FormSection title="What it is">
        <TextField control={control} name="name" label="Name" />
        <TextField control={control} name="description" label="Description" optional rows={2} />
        <SwitchField
          control={control}
          name="active"
          label="Active"
          description={
            hasActive
              ? "Another tier set is active, and only one can be."
              : "Members have the tiers of the one set that is active."
          }
        />
      </FormSection>
      <FormSection
        title="What its tiers ask for"
        description={
          set === null
            ? "Each tier has a threshold for each of these, and a member reaches it with all of them."
            : "With a condition go its thresholds; for a new one each tier needs a threshold before members reach it."
        }
      >
        <Conditions wallets={wallets} />
      </FormSection>
      <FormSection title="When members move down">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <SelectField
            control={control}
            name="mode"
            label="Moving down"
            options={DOWNGRADE_MODES.map((value) => ({ value, label: DOWNGRADE_MODE_WORDS[value] }))}
          />
          {mode === "periodic" && (
            <div className="grid grid-cols-[5rem_minmax(0,1fr)] items-start gap-2">
              <NumberField control={control} name="interval" label="Every" input={{ inputMode: "numeric" }} />
              <SelectField
                control={control}
                name="period"
                label="Period"
                options={DOWNGRADE_PERIODS.map((value) => ({
                  value,
                  label: DOWNGRADE_PERIOD_WORDS[value][1],
                }))}
              />
            </div>
          )}
        </div>
      </FormSection>
    </ActionPageForm>
  );
}

const ATTRIBUTES = TIER_ATTRIBUTES.map((value) => ({ value, label: TIER_ATTRIBUTE_WORDS[value] }));

function Conditions({ wallets }: { wallets: readonly Choice[] }) {
  const { control } = useFormContext<TierSetFormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "conditions" });
  const conditions = useWatch({ control, name: "conditions" });
  return (
    <>
      <ol aria-label="Conditions" className="flex flex-col gap-3">
        {fields.map((field, index) => (
          <li
            key={field.id}
            className={cn(
              "grid items-start gap-2",
              fields.length > 1
                ? "grid-cols-[minmax(0,1fr)_2rem] sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_2rem]"
                : "sm:grid-cols-2",
            )}
          >
            <SelectField
              control={control}
              name={`conditions.${index}.attribute`}
              label={`Condition ${index + 1}`}
              hideLabel
              options={ATTRIBUTES}
              className="max-sm:col-start-1"
            />
            {wallets.length > 1 && isOfWallet(conditions[index]?.attribute ?? "") && (
              <SelectField
                control={control}
                name={`conditions.${index}.walletType`}
                label={`Wallet of condition ${index + 1}`}
                hideLabel
                options={[{ value: "", label: "In the default wallet" }, ...wallets]}
                className="max-sm:col-start-1"
              />
            )}
            {fields.length > 1 && (
              <IconButton
                label={`Remove condition ${index + 1}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => remove(index)}
                className="col-start-2 row-start-1 sm:col-start-3"
              />
            )}
          </li>
        ))}
      </ol>
      {fields.length < CONDITIONS_MAX && (
        <Button size="sm" className="self-start" onClick={() => append(EMPTY_CONDITION)}>
          <Plus aria-hidden />
          Add condition
        </Button>
      )}
    </>
  );
}
