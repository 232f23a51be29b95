"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { NumberField, SelectField, SwitchField, TextField } from "#components/form/fields.tsx";
import { FormSection } from "#components/form/form-section.tsx";
import { ActionPageForm } from "#components/programme/action-page-form.tsx";
import { ConditionRows } from "#components/programme/condition-rows.tsx";
import { EventTypeField } from "#components/programme/event-type-field.tsx";
import { LimitField } from "#components/programme/limit-field.tsx";
import { RuleCard } from "#components/programme/rule-card.tsx";
import { tell } from "#components/programme/tell.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { Button } from "#components/ui/button.tsx";
import { createAchievementAction, updateAchievementAction } from "#lib/loyalty/achievements/actions.ts";
import {
  ACHIEVEMENT_TRIGGERS,
  ACTIVITY_OPERATORS,
  PERIOD_TYPES,
} from "#lib/loyalty/achievements/constants.ts";
import {
  type AchievementFormValues,
  achievementFieldOf,
  achievementForm,
  achievementFormOf,
  EMPTY_RULE,
} from "#lib/loyalty/achievements/core/form-schema.ts";
import type { AchievementDefinition } from "#lib/loyalty/achievements/schema.ts";
import { dataKindOf } from "#lib/loyalty/core/conditions.ts";
import { ACHIEVEMENT_TRIGGER_WORDS, ACTIVITY_WORDS, PERIOD_WORDS } from "./achievement-words.ts";

type EventTypes = readonly { value: string; label: string }[];

type AchievementFormProps = {
  storeCode: string;
  eventTypes: EventTypes;
  /** The one to change, its version as `key` too; null: a new one. */
  achievement: { id: string; version: string; definition: AchievementDefinition } | null;
};

export function AchievementForm({ storeCode, eventTypes, achievement }: AchievementFormProps) {
  const router = useRouter();
  const schema = useMemo(() => achievementForm(achievement?.definition ?? null), [achievement]);
  const state = useActionForm({
    schema,
    defaultValues: achievementFormOf(achievement?.definition ?? null),
    action: (typed) =>
      achievement === null
        ? createAchievementAction({ storeCode, achievement: typed })
        : updateAchievementAction({
            achievementId: achievement.id,
            expectedVersion: achievement.version,
            achievement: typed,
          }),
    onDone: (told) => {
      tell(achievement === null ? "The achievement is added" : "The achievement is saved", told);
      if (told) router.push(`/achievements/${told.result.achievementId}`);
      router.refresh();
    },
    fieldOf: achievementFieldOf,
  });
  const { control } = state.form;
  const activity = useWatch({ control, name: "activityKind" });
  return (
    <ActionPageForm
      state={state}
      label={achievement === null ? "New achievement" : "Achievement"}
      submitLabel={achievement === null ? "Add achievement" : "Save changes"}
      cancelHref={achievement === null ? "/achievements" : `/achievements/${achievement.id}`}
      labels={{ name: "Name", "activity.data": "Counted" }}
    >
      <FormSection title="What it is">
        <TextField control={control} name="name" label="Name" />
        <TextField control={control} name="description" label="Description" optional rows={2} />
        <SwitchField
          control={control}
          name="active"
          label="Active"
          description="Nothing is counted while it is not."
        />
      </FormSection>
      <FormSection title="Rules" description="The achievement is completed when all of them are.">
        <Rules eventTypes={eventTypes} isNew={achievement === null} />
      </FormSection>
      <FormSection title="When it counts">
        <div className={TWO}>
          <SelectField
            control={control}
            name="activityKind"
            label="Counted"
            options={["always" as const, ...ACTIVITY_OPERATORS].map((value) => ({
              value,
              label: ACTIVITY_WORDS[value],
            }))}
          />
          {activity !== "always" &&
            (dataKindOf(activity) === "range" ? (
              <div className="grid grid-cols-2 gap-2">
                <TextField
                  control={control}
                  name="activity.from"
                  label="From"
                  input={{ placeholder: PLACEHOLDERS[activity] }}
                />
                <TextField
                  control={control}
                  name="activity.to"
                  label="To"
                  input={{ placeholder: PLACEHOLDERS[activity] }}
                />
              </div>
            ) : (
              <TextField
                control={control}
                name="activity.data"
                label="Which"
                description="In UTC."
                input={{ placeholder: PLACEHOLDERS[activity] }}
              />
            ))}
        </div>
        <LimitField name="limit" label="How often a member can complete it" />
      </FormSection>
    </ActionPageForm>
  );
}

const PLACEHOLDERS: Record<(typeof ACTIVITY_OPERATORS)[number], string> = {
  is_after: "2026-11-20T10:15:00Z",
  is_before: "2026-12-31T23:59:59Z",
  is_between: "2026-11-20T10:15:00Z",
  is_not_between: "2026-11-20T10:15:00Z",
  is_day_of_week: "monday, friday",
  is_month_of_year: "june, july",
  is_day_of_month: "1, 15",
  is_time_between: "08:00",
};

function Rules({ eventTypes, isNew }: { eventTypes: EventTypes; isNew: boolean }) {
  const { control } = useFormContext<AchievementFormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "rules" });
  return (
    <>
      {!isNew && (
        <p className="text-muted">
          Members keep what they reached of a rule that stays; what they reached of a removed one goes.
        </p>
      )}
      <ol aria-label="Rules" className="flex flex-col gap-4">
        {fields.map((field, index) => (
          <RuleCard
            key={field.id}
            number={index + 1}
            onRemove={fields.length > 1 ? () => remove(index) : undefined}
          >
            <Rule index={index} eventTypes={eventTypes} />
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

const IN_A_ROW: readonly string[] = ["year", "month", "week", "day"];

function Rule({ index, eventTypes }: { index: number; eventTypes: EventTypes }) {
  const { control } = useFormContext<AchievementFormValues>();
  const name = `rules.${index}` as const;
  const [trigger, periodType] = useWatch({ control, name: [`${name}.trigger`, `${name}.periodType`] });
  return (
    <>
      <div className={TWO}>
        <SelectField
          control={control}
          name={`${name}.trigger`}
          label="Counts"
          options={ACHIEVEMENT_TRIGGERS.map((value) => ({ value, label: ACHIEVEMENT_TRIGGER_WORDS[value] }))}
        />
        {trigger === "custom_event" && <EventTypeField name={`${name}.event`} eventTypes={eventTypes} />}
        <TextField control={control} name={`${name}.name`} label="Name of the rule" optional />
      </div>
      <div className={TWO}>
        <NumberField
          control={control}
          name={`${name}.periodGoal`}
          label="Goal"
          description="So many, or so much."
        />
        <SelectField
          control={control}
          name={`${name}.periodType`}
          label="Within"
          options={PERIOD_TYPES.map((value) => ({ value, label: PERIOD_WORDS[value] }))}
        />
        {IN_A_ROW.includes(periodType) && (
          <NumberField
            control={control}
            name={`${name}.consecutive`}
            label="Periods in a row"
            optional
            input={{ inputMode: "numeric" }}
          />
        )}
        {periodType === "last_day" && (
          <NumberField
            control={control}
            name={`${name}.lastDays`}
            label="How many days"
            description="Today included."
            input={{ inputMode: "numeric" }}
          />
        )}
        <TextField
          control={control}
          name={`${name}.aggregation`}
          label="Counted by"
          optional
          description="An expression such as transaction.grossValue. Empty: each counts one."
          input={{ spellCheck: false, className: "font-mono text-xs" }}
        />
        <TextField
          control={control}
          name={`${name}.uniqueAttribute`}
          label="Once for each"
          optional
          description="An attribute such as event.body.shop: a value of it counts once in a period."
          input={{ spellCheck: false, className: "font-mono text-xs" }}
        />
      </div>
      <ConditionRows name={`${name}.conditions`} without="everything of this kind counts" />
      <LimitField name={`${name}.limit`} label="How often the rule can be completed" />
    </>
  );
}

const TWO = "grid gap-4 sm:grid-cols-2";
