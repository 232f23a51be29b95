"use client";

import { Plus, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { type Control, useFieldArray, useWatch } from "react-hook-form";
import { DateTimeField, NumberField, SelectField, TextField } from "#components/form/fields.tsx";
import { FormField } from "#components/form/form-field.tsx";
import { FormSection } from "#components/form/form-section.tsx";
import { LabelRows } from "#components/form/label-rows.tsx";
import { MemberPickerField } from "#components/members/member-picker-field.tsx";
import { ActionPageForm } from "#components/programme/action-page-form.tsx";
import { amountWords } from "#components/programme/amount-words.ts";
import { tell } from "#components/programme/tell.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { registerTransactionAction } from "#lib/loyalty/transactions/actions.ts";
import { DOCUMENT_TYPES, ITEMS_MAX } from "#lib/loyalty/transactions/constants.ts";
import {
  EMPTY_ITEM,
  type TransactionFormValues,
  transactionForm,
} from "#lib/loyalty/transactions/core/form-schema.ts";
import { DOCUMENT_TYPE_WORDS } from "./transaction-row.ts";

type NewTransactionProps = { storeCode: string; currency: string; defaultValues: TransactionFormValues };

export function NewTransaction({ storeCode, currency, defaultValues }: NewTransactionProps) {
  const router = useRouter();
  const state = useActionForm({
    schema: transactionForm,
    defaultValues,
    action: (transaction) => registerTransactionAction({ storeCode, transaction }),
    onDone: (told) => {
      tell("The transaction is entered", told);
      if (told) router.push(`/transactions/${told.result.transactionId}`);
    },
  });
  const { control } = state.form;
  const [type, buyer] = useWatch({ control, name: ["header.documentType", "buyer"] });
  return (
    <ActionPageForm
      state={state}
      label="New transaction"
      submitLabel="Enter transaction"
      cancelHref="/transactions"
      labels={LABELS}
    >
      <FormSection title="Document">
        <div className={TWO}>
          <TextField
            control={control}
            name="header.documentNumber"
            label="Number"
            description="One that was entered already is refused."
          />
          <SelectField
            control={control}
            name="header.documentType"
            label="Type"
            options={DOCUMENT_TYPES.map((value) => ({ value, label: DOCUMENT_TYPE_WORDS[value] }))}
          />
          <DateTimeField
            control={control}
            name="header.purchasedAt"
            label="Purchased"
            description="Empty: now."
          />
          <TextField control={control} name="header.purchasePlace" label="Place" optional />
          {type === "return" && (
            <TextField
              control={control}
              name="header.linkedDocumentNumber"
              label="Number of the purchase"
              optional
              description="That this returns."
            />
          )}
        </div>
      </FormSection>
      <FormSection title="Buyer">
        <FormField control={control} name="buyer" label="Who bought it" labelAs="legend" hideLabel>
          {({ onChange: _, ref: __, ...field }) => (
            <RadioGroup {...field} aria-label="Who bought it" options={BUYERS} />
          )}
        </FormField>
        {buyer === "member" && (
          <MemberPickerField control={control} name="customerData.customerId" label="Member" />
        )}
        {buyer === "data" && (
          <div className={TWO}>
            <TextField control={control} name="customerData.loyaltyCardNumber" label="Card number" optional />
            <TextField control={control} name="customerData.email" label="E-mail" optional />
            <TextField control={control} name="customerData.phone" label="Phone" optional />
            <TextField control={control} name="customerData.name" label="Name" optional />
          </div>
        )}
      </FormSection>
      <FormSection title="Items">
        <Items control={control} currency={currency} />
      </FormSection>
      <FormSection title="Labels">
        <LabelRows
          name="header.labels"
          legend="Labels of the transaction"
          description="Campaigns can look at them."
          noun="Label"
        />
      </FormSection>
    </ActionPageForm>
  );
}

type ItemsProps<Output> = { control: Control<TransactionFormValues, unknown, Output>; currency: string };

function Items<Output extends object>({ control, currency }: ItemsProps<Output>) {
  const { fields, append, remove } = useFieldArray({ control, name: "items" });
  const items = useWatch({ control, name: "items" });
  const sum = items.reduce((total, { grossValue }) => total + (Number(grossValue) || 0), 0);
  return (
    <>
      <ol aria-label="Items" className="flex flex-col gap-4">
        {fields.map((field, index) => (
          <li key={field.id} className="flex items-start gap-2 rounded-md border p-3">
            <div className="grid min-w-0 flex-1 grid-cols-2 gap-3 sm:grid-cols-6">
              <TextField
                control={control}
                name={`items.${index}.name`}
                label={`Name of item ${index + 1}`}
                className="col-span-2 sm:col-span-3"
              />
              <TextField control={control} name={`items.${index}.sku`} label="Code (SKU)" />
              <NumberField
                control={control}
                name={`items.${index}.quantity`}
                label="Quantity"
                input={{ inputMode: "numeric" }}
              />
              <NumberField
                control={control}
                name={`items.${index}.grossValue`}
                label={`Value, ${currency}`}
                className="max-sm:col-span-2"
              />
              <TextField
                control={control}
                name={`items.${index}.category`}
                label="Category"
                optional
                className="sm:col-span-3"
              />
              <TextField
                control={control}
                name={`items.${index}.maker`}
                label="Maker"
                optional
                className="sm:col-span-3"
              />
            </div>
            {fields.length > 1 && (
              <IconButton
                label={`Remove item ${index + 1}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => remove(index)}
              />
            )}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center justify-between gap-2">
        {fields.length < ITEMS_MAX && (
          <Button size="sm" onClick={() => append(EMPTY_ITEM)}>
            <Plus aria-hidden />
            Add item
          </Button>
        )}
        <p className="ml-auto tabular">
          <span className="text-muted">Together</span>{" "}
          <span className="font-medium">
            {amountWords(Math.round(sum * 1e6) / 1e6)} {currency}
          </span>
        </p>
      </div>
    </>
  );
}

const TWO = "grid gap-4 sm:grid-cols-2";

const BUYERS = [
  { value: "member" as const, label: "A member" },
  {
    value: "data" as const,
    label: "Somebody of whom some data are known",
    description: "The member who has one of them is found, or nobody: it can be matched later.",
  },
  { value: "nobody" as const, label: "Nobody who is known" },
];

const LABELS = {
  "header.documentNumber": "Number",
  "header.purchasedAt": "Purchased",
  "header.linkedDocumentNumber": "Number of the purchase",
};
