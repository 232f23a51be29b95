"use client";

import { useRouter } from "next/navigation";
import { NumberField } from "#components/form/fields.tsx";
import { ActionDialog } from "#components/programme/action-dialog.tsx";
import { tell } from "#components/programme/tell.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { editProgressAction } from "#lib/loyalty/achievements/actions.ts";
import { progressForm } from "#lib/loyalty/achievements/core/form-schema.ts";
import type { ProgressRow } from "./progress-row.ts";

type ProgressDialogProps = { progress: ProgressRow; memberName: string; onClosed: () => void };

export function ProgressDialog({ progress, memberName, onClosed }: ProgressDialogProps) {
  const router = useRouter();
  const { achievementId, memberId, version, rules } = progress;
  const state = useActionForm({
    schema: progressForm,
    defaultValues: {
      completedCount: String(progress.completedCount),
      rules: rules.map((rule) => ({
        achievementRuleId: rule.id,
        currentPeriodValue: String(rule.value),
        completedConsecutivePeriods: String(rule.inARowDone),
      })),
    },
    action: (edit) => editProgressAction({ achievementId, memberId, expectedVersion: version, edit }),
    onDone: (told) => {
      onClosed();
      tell("The progress is changed", told);
      router.refresh();
    },
  });
  const { control } = state.form;
  return (
    <ActionDialog
      state={state}
      title={`Progress of ${memberName}`}
      description={progress.achievementName}
      submitLabel="Save progress"
      labels={{ completedCount: "Times completed" }}
      onClosed={onClosed}
    >
      <NumberField
        control={control}
        name="completedCount"
        label="Times completed"
        input={{ inputMode: "numeric" }}
      />
      {rules.map((rule, index) => (
        <div key={rule.id} className="grid gap-4 sm:grid-cols-2">
          <NumberField
            control={control}
            name={`rules.${index}.currentPeriodValue`}
            label={rules.length > 1 ? `${rule.name}: now` : "Now"}
            description={`The goal is ${rule.goal.toLocaleString("en", { maximumFractionDigits: 6 })}.`}
          />
          {rule.inARow !== null && (
            <NumberField
              control={control}
              name={`rules.${index}.completedConsecutivePeriods`}
              label="Periods in a row"
              description={`${rule.inARow} are wanted.`}
              input={{ inputMode: "numeric" }}
            />
          )}
        </div>
      ))}
    </ActionDialog>
  );
}
