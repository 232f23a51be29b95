"use client";

import { useRouter } from "next/navigation";
import { useWatch } from "react-hook-form";
import { NumberField, SwitchField } from "#components/form/fields.tsx";
import { MemberPickerField } from "#components/members/member-picker-field.tsx";
import { ActionDialog } from "#components/programme/action-dialog.tsx";
import { amountWords } from "#components/programme/amount-words.ts";
import { tell } from "#components/programme/tell.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { buyRewardAction } from "#lib/loyalty/redemptions/actions.ts";
import { purchaseForm } from "#lib/loyalty/redemptions/core/form-schema.ts";
import type { RewardDto } from "#lib/loyalty/rewards/schema.ts";

type BuyDialogProps = {
  reward: Pick<RewardDto, "rewardId" | "name" | "reward" | "costInPoints">;
  currency: string;
  onClosed: () => void;
};

export function BuyDialog({ reward, currency, onClosed }: BuyDialogProps) {
  const router = useRouter();
  const state = useActionForm({
    schema: purchaseForm,
    defaultValues: { customerId: "", quantity: "1", withoutPoints: false, couponValue: "", units: "" },
    action: (purchase) => buyRewardAction({ rewardId: reward.rewardId, purchase }),
    onDone: (told) => {
      onClosed();
      const count = told?.result.length ?? 1;
      tell(count === 1 ? "The member has the reward" : `The member has ${count} of the reward`, told);
      router.refresh();
    },
  });
  const { control } = state.form;
  const isGift = useWatch({ control, name: "withoutPoints" });
  return (
    <ActionDialog
      state={state}
      title={`Buy ${reward.name} for a member`}
      description={
        isGift || reward.costInPoints === null
          ? "Nothing is paid."
          : `${amountWords(reward.costInPoints)} units are taken from the member's wallet for each.`
      }
      submitLabel={isGift ? "Give reward" : "Buy reward"}
      labels={{ customerId: "Member", quantity: "Quantity", couponValue: "Value", units: "Units" }}
      onClosed={onClosed}
    >
      <MemberPickerField control={control} name="customerId" label="Member" />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField control={control} name="quantity" label="Quantity" input={{ inputMode: "numeric" }} />
        {reward.reward === "dynamic_coupon" && (
          <NumberField control={control} name="couponValue" label={`Value of the coupon, ${currency}`} />
        )}
        {reward.reward === "conversion_coupon" && (
          <NumberField control={control} name="units" label="Units to convert" />
        )}
      </div>
      <SwitchField
        control={control}
        name="withoutPoints"
        label="As a gift"
        description="The member gets it without paying."
      />
    </ActionDialog>
  );
}
