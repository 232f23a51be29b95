"use client";

import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { runAction } from "#components/console/run-action.ts";
import { Form } from "#components/form/form.tsx";
import { FormErrorSummary } from "#components/form/form-error-summary.tsx";
import { showRefusal } from "#components/form/refused.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { changeAccessAction } from "#lib/administrators/actions.ts";
import type { AdministratorDto } from "#lib/administrators/schema.ts";
import { AccessFields, type AccessValues, accessInput, type StoreChoice } from "./access-fields.tsx";
import { accessOf, rolesText } from "./access-words.ts";

type AccessDialogProps = {
  administrator: AdministratorDto;
  stores: readonly StoreChoice[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function AccessDialog({ administrator, stores, open, onOpenChange }: AccessDialogProps) {
  const router = useRouter();
  const { administratorId, username, roles } = administrator;
  const current = accessOf(roles);
  const form = useForm<AccessValues>({
    defaultValues: { ...current, storeCode: current.storeCode || (stores[0]?.code ?? "") },
  });

  const change = async (values: AccessValues) => {
    const outcome = await runAction(() => changeAccessAction({ administratorId, ...accessInput(values) }));
    if (!outcome.ok) return showRefusal(form.setError, outcome.error);
    toast.success("The role is changed", { description: username });
    onOpenChange(false);
    router.refresh();
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Role of ${username}`}
      description={`Now: ${rolesText(roles)}. The new role takes the place of all that was given before.`}
      footer={
        <>
          <DialogClose render={<Button>Cancel</Button>} />
          <Button
            variant="primary"
            loading={form.formState.isSubmitting}
            onClick={() => void form.handleSubmit(change)()}
          >
            Change role
          </Button>
        </>
      }
    >
      <Form form={form} onSubmit={change} aria-label={`Role of ${username}`}>
        <FormErrorSummary title="The role was not changed." labels={{ storeCode: "Store" }} />
        <AccessFields control={form.control} stores={stores} />
      </Form>
    </Dialog>
  );
}
