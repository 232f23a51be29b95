"use client";

import { useRouter } from "next/navigation";
import { SelectField } from "#components/form/fields.tsx";
import { ActionDialog } from "#components/programme/action-dialog.tsx";
import { tell } from "#components/programme/tell.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { giveTierAction } from "#lib/loyalty/tiers/actions.ts";
import { tierForm } from "#lib/loyalty/tiers/core/form-schema.ts";

type TierDialogProps = {
  memberId: string;
  name: string;
  levelId: string | null;
  tiers: readonly { levelId: string; name: string }[];
  onClosed: () => void;
};

export function TierDialog({ memberId, name, levelId, tiers, onClosed }: TierDialogProps) {
  const router = useRouter();
  const state = useActionForm({
    schema: tierForm,
    defaultValues: { levelId: levelId ?? "" },
    action: (tier) => giveTierAction({ memberId, ...tier }),
    onDone: (told) => {
      onClosed();
      tell("The tier is given", told);
      router.refresh();
    },
  });
  return (
    <ActionDialog
      state={state}
      title={`Give ${name} a tier`}
      description="It stays, whatever the member earns or spends, until it is removed by hand."
      submitLabel="Give tier"
      labels={{ levelId: "Tier" }}
      onClosed={onClosed}
    >
      <SelectField
        control={state.form.control}
        name="levelId"
        label="Tier"
        options={tiers.map((tier) => ({ value: tier.levelId, label: tier.name }))}
      />
    </ActionDialog>
  );
}
