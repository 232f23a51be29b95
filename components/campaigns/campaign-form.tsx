"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { DateTimeField, NumberField, SelectField, SwitchField, TextField } from "#components/form/fields.tsx";
import { FormSection } from "#components/form/form-section.tsx";
import { LabelRows } from "#components/form/label-rows.tsx";
import { ActionPageForm } from "#components/programme/action-page-form.tsx";
import { ConditionRows } from "#components/programme/condition-rows.tsx";
import { EventTypeField } from "#components/programme/event-type-field.tsx";
import { LimitField } from "#components/programme/limit-field.tsx";
import { RuleCard } from "#components/programme/rule-card.tsx";
import { tell } from "#components/programme/tell.tsx";
import { TiersField } from "#components/programme/tiers-field.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { Button } from "#components/ui/button.tsx";
import { createCampaignAction, updateCampaignAction } from "#lib/loyalty/campaigns/actions.ts";
import { CAMPAIGN_TRIGGERS } from "#lib/loyalty/campaigns/constants.ts";
import {
  type CampaignFormValues,
  campaignFieldOf,
  campaignForm,
  campaignFormOf,
  EMPTY_RULE,
} from "#lib/loyalty/campaigns/core/form-schema.ts";
import type { CampaignDefinition } from "#lib/loyalty/campaigns/schema.ts";
import { TRIGGER_WORDS } from "./campaign-words.ts";
import { EffectRows } from "./effect-rows.tsx";

type Choice = { value: string; label: string };

type CampaignFormProps = {
  storeCode: string;
  tiers: readonly { levelId: string; name: string }[];
  wallets: readonly Choice[];
  rewards: readonly Choice[];
  achievements: readonly Choice[];
  eventTypes: readonly Choice[];
  /** The one to change, its version as `key` too; null: a new one. */
  campaign: { id: string; version: string; definition: CampaignDefinition } | null;
};

export function CampaignForm({
  storeCode,
  tiers,
  wallets,
  rewards,
  achievements,
  eventTypes,
  campaign,
}: CampaignFormProps) {
  const router = useRouter();
  const schema = useMemo(() => campaignForm(campaign?.definition ?? null), [campaign]);
  const state = useActionForm({
    schema,
    defaultValues: campaignFormOf(campaign?.definition ?? null),
    action: (typed) =>
      campaign === null
        ? createCampaignAction({ storeCode, campaign: typed })
        : updateCampaignAction({
            campaignId: campaign.id,
            expectedVersion: campaign.version,
            campaign: typed,
          }),
    onDone: (told) => {
      tell(campaign === null ? "The campaign is added" : "The campaign is saved", told);
      if (told) router.push(`/campaigns/${told.result.campaignId}`);
      router.refresh();
    },
    fieldOf: campaignFieldOf,
  });
  const { control } = state.form;
  const [trigger, isVisibleToTiers] = useWatch({ control, name: ["trigger", "isVisibleToTiers"] });
  return (
    <ActionPageForm
      state={state}
      label={campaign === null ? "New campaign" : "Campaign"}
      submitLabel={campaign === null ? "Add campaign" : "Save changes"}
      cancelHref={campaign === null ? "/campaigns" : `/campaigns/${campaign.id}`}
      labels={LABELS}
    >
      <FormSection title="What it is">
        <TextField control={control} name="name" label="Name" />
        <TextField control={control} name="description" label="Description" optional rows={2} />
        <SwitchField
          control={control}
          name="active"
          label="Active"
          description="Nothing is given while it is not."
        />
      </FormSection>
      <FormSection title="What sets it off">
        <div className={TWO}>
          <SelectField
            control={control}
            name="trigger"
            label="Trigger"
            options={CAMPAIGN_TRIGGERS.map((value) => ({ value, label: TRIGGER_WORDS[value] }))}
          />
          {trigger === "custom_event" && <EventTypeField name="event" eventTypes={eventTypes} />}
          {trigger === "achievement" && (
            <SelectField control={control} name="achievementId" label="Achievement" options={achievements} />
          )}
          <DateTimeField
            control={control}
            name="activity.startsAt"
            label="From"
            description="Empty: from now on."
          />
          <DateTimeField control={control} name="activity.endsAt" label="Until" optional />
        </div>
      </FormSection>
      <FormSection title="Rules" description="What it gives, and when.">
        <Rules rewards={rewards} wallets={wallets} />
      </FormSection>
      <FormSection title="Limits">
        <LimitField name="limits.points" label="Units for everybody together" />
        <LimitField name="limits.pointsPerMember" label="Units for each member" />
        <LimitField name="limits.executionsPerMember" label="Times for each member" />
      </FormSection>
      <FormSection title="For whom">
        {tiers.length > 0 && (
          <>
            <TiersField
              control={control}
              name="audienceTiers"
              label="Tiers"
              description="Members of other tiers are given nothing."
              tiers={tiers}
            />
            <SwitchField
              control={control}
              name="isVisibleToTiers"
              label="Shown to some tiers only"
              description="In an app; nobody is left out by it."
            />
            {isVisibleToTiers && (
              <TiersField control={control} name="visibleTiers" label="Shown to" tiers={tiers} />
            )}
          </>
        )}
        <NumberField
          control={control}
          name="displayOrder"
          label="Place in lists"
          input={{ inputMode: "numeric", className: "tabular sm:max-w-40" }}
        />
        <LabelRows name="labels" legend="Labels" noun="Label" />
      </FormSection>
    </ActionPageForm>
  );
}

function Rules({ rewards, wallets }: Pick<CampaignFormProps, "rewards" | "wallets">) {
  const { control } = useFormContext<CampaignFormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "rules" });
  return (
    <>
      <ol aria-label="Rules" className="flex flex-col gap-4">
        {fields.map((field, index) => (
          <RuleCard
            key={field.id}
            number={index + 1}
            onRemove={fields.length > 1 ? () => remove(index) : undefined}
          >
            <TextField control={control} name={`rules.${index}.name`} label="Name of the rule" optional />
            <ConditionRows
              name={`rules.${index}.conditions`}
              without="it is for everything that sets it off"
            />
            <EffectRows name={`rules.${index}.effects`} rewards={rewards} wallets={wallets} />
          </RuleCard>
        ))}
      </ol>
      <Button size="sm" className="self-start" onClick={() => append(EMPTY_RULE)}>
        <Plus aria-hidden />
        Add rule
      </Button>
    </>
  );
}

const TWO = "grid gap-4 sm:grid-cols-2";

const LABELS = {
  name: "Name",
  event: "Custom event",
  achievementId: "Achievement",
  "activity.endsAt": "Until",
  audienceTiers: "Tiers",
};
