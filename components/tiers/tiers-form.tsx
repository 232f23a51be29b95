"use client";

import { ArrowUp, Plus, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useId, useMemo } from "react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { NumberField, SwitchField, TextField } from "#components/form/fields.tsx";
import { ActionPageForm } from "#components/programme/action-page-form.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.ts";
import { putTiersAction } from "#lib/loyalty/tiers/actions.ts";
import {
  type TiersFormValues,
  tiersFieldOf,
  tiersForm,
  tiersFormOf,
} from "#lib/loyalty/tiers/core/form-schema.ts";
import type { TierDefinition, TierSetDto } from "#lib/loyalty/tiers/schema.ts";
import { TIER_ATTRIBUTE_WORDS } from "./tier-words.ts";

type Condition = TierSetDto["conditions"][number];

type TiersFormProps = {
  tierSetId: string;
  /** What was read; give it as `key` too. */
  version: string;
  conditions: readonly Condition[];
  /** From the lowest. */
  tiers: readonly TierDefinition[];
};

/** All tiers of a set. */
export function TiersForm({ tierSetId, version, conditions, tiers }: TiersFormProps) {
  const router = useRouter();
  const conditionIds = useMemo(() => conditions.map(({ id }) => id), [conditions]);
  const schema = useMemo(() => tiersForm(tiers, conditionIds), [tiers, conditionIds]);
  const state = useActionForm({
    schema,
    defaultValues: tiersFormOf(tiers, conditionIds),
    isStaying: true,
    action: (list) => putTiersAction({ tierSetId, expectedVersion: version, tiers: list }),
    onDone: () => {
      toast.success("The tiers are saved");
      router.refresh();
    },
    fieldOf: tiersFieldOf,
  });
  const { control } = state.form;
  return (
    <ActionPageForm state={state} label="Tiers" submitLabel="Save tiers" labels={{ tiers: "Tiers" }}>
      <ol aria-label="Tiers" className="flex flex-col gap-4">
        <TierCard title="Tier 1" note="Every member has it from the beginning.">
          <div className={TWO}>
            <TextField control={control} name="lowest.name" label="Name" />
          </div>
          <TextField control={control} name="lowest.description" label="Description" optional />
        </TierCard>
        <OtherTiers conditions={conditions} />
      </ol>
    </ActionPageForm>
  );
}

function OtherTiers({ conditions }: { conditions: readonly Condition[] }) {
  const { control } = useFormContext<TiersFormValues>();
  const { fields, append, remove, swap } = useFieldArray({ control, name: "others" });
  const add = () =>
    append({ levelId: "", name: "", description: "", active: true, values: conditions.map(() => "") });
  return (
    <>
      {fields.map((field, index) => (
        <TierCard
          key={field.id}
          title={`Tier ${index + 2}`}
          actions={
            <>
              {index > 0 && (
                <IconButton
                  size="sm"
                  label={`Move tier ${index + 2} down by one, below tier ${index + 1}`}
                  icon={<ArrowUp aria-hidden />}
                  onClick={() => swap(index, index - 1)}
                />
              )}
              <IconButton
                size="sm"
                label={`Remove tier ${index + 2}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => remove(index)}
              />
            </>
          }
        >
          <div className={TWO}>
            <TextField control={control} name={`others.${index}.name`} label="Name" />
            {conditions.map(({ id, attribute, walletType }, number) => (
              <NumberField
                key={id}
                control={control}
                name={`others.${index}.values.${number}`}
                label={`${TIER_ATTRIBUTE_WORDS[attribute]}, at least`}
                description={walletType === null ? undefined : `In the wallet ${walletType}.`}
              />
            ))}
          </div>
          <TextField control={control} name={`others.${index}.description`} label="Description" optional />
          <SwitchField
            control={control}
            name={`others.${index}.active`}
            label="Active"
            description="Members move into it."
          />
        </TierCard>
      ))}
      <li>
        <Button size="sm" onClick={add}>
          <Plus aria-hidden />
          Add tier
        </Button>
      </li>
    </>
  );
}

type TierCardProps = { title: string; note?: string; actions?: ReactNode; children: ReactNode };

function TierCard({ title, note, actions, children }: TierCardProps) {
  const id = useId();
  return (
    <li aria-labelledby={id} className="rounded-md border">
      <div className="flex min-h-10 items-center justify-between gap-2 border-b bg-subtle pr-1.5 pl-3">
        <h3 id={id} className="font-medium">
          {title}
          {note && <span className="ml-2 text-xs font-normal text-muted">{note}</span>}
        </h3>
        {actions && <div className="flex">{actions}</div>}
      </div>
      <div className="flex flex-col gap-4 p-3">{children}</div>
    </li>
  );
}

const TWO = "grid items-start gap-4 sm:grid-cols-2";
