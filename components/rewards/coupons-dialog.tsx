"use client";

import { useRouter } from "next/navigation";
import { z } from "zod";
import { TextField } from "#components/form/fields.tsx";
import { ActionDialog } from "#components/programme/action-dialog.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { toast } from "#components/ui/toast.ts";
import { addCouponsAction } from "#lib/loyalty/rewards/actions.ts";
import { COUPONS_MAX } from "#lib/loyalty/rewards/constants.ts";

const couponsForm = z.object({
  coupons: z.string().transform((text, ctx) => {
    const codes = text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    if (codes.length === 0) ctx.addIssue({ code: "custom", message: "Enter at least one code." });
    if (codes.length > COUPONS_MAX) {
      ctx.addIssue({
        code: "custom",
        message: `These are ${codes.length.toLocaleString("en")} codes: ${COUPONS_MAX.toLocaleString("en")} at once are the most.`,
      });
    }
    return codes;
  }),
});

type CouponsDialogProps = { rewardId: string; name: string; onClosed: () => void };

export function CouponsDialog({ rewardId, name, onClosed }: CouponsDialogProps) {
  const router = useRouter();
  const state = useActionForm({
    schema: couponsForm,
    defaultValues: { coupons: "" },
    action: ({ coupons }) => addCouponsAction({ rewardId, coupons }),
    onDone: () => {
      onClosed();
      toast.success("The codes are added");
      router.refresh();
    },
    fieldOf: (path) => path.replace(/^coupons\[\d+\]$/, "coupons"),
  });
  return (
    <ActionDialog
      state={state}
      title={`Upload codes of ${name}`}
      description="One code on each line. One that the reward has already is not added again."
      submitLabel="Add codes"
      labels={{ coupons: "Codes" }}
      onClosed={onClosed}
    >
      <TextField control={state.form.control} name="coupons" label="Codes" rows={8} />
    </ActionDialog>
  );
}
