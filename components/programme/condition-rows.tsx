"use client";

import { Plus, Trash2 } from "lucide-react";
import { useId } from "react";
import { type FieldValues, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { SelectField, TextField } from "#components/form/fields.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { CONDITION_OPERATORS, dataKindOf } from "#lib/loyalty/core/conditions.ts";
import { EMPTY_CONDITION } from "#lib/loyalty/core/form-conditions.ts";
import { OPERATOR_WORDS } from "./operator-words.ts";

/** What rules look at most; any other name may be typed. */
const ATTRIBUTES = [
  "transaction.grossValue",
  "transaction.documentNumber",
  "transaction.purchasedAt",
  "transaction.purchasePlace",
  "transaction.items.sku",
  "transaction.items.category",
  "transaction.items.maker",
  "transaction.labels",
  "customer.email",
  "customer.gender",
  "customer.registeredAt",
  "customer.currentLevel.name",
  "event.type",
  "event.body.",
];

const OPERATORS = CONDITION_OPERATORS.map((value) => ({ value, label: OPERATOR_WORDS[value] }));

type ConditionRowsProps = {
  /** Of a list of `ConditionValues` in the form. */
  name: string;
  /** As in "all purchases". */
  without: string;
};

/** Conditions, all of which have to hold. */
export function ConditionRows({ name, without }: ConditionRowsProps) {
  const { control } = useFormContext<FieldValues>();
  const { fields, append, remove } = useFieldArray({ control, name });
  const listId = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">Conditions</legend>
      <p className="-mt-1 text-xs text-muted">
        {fields.length === 0
          ? `Without conditions: ${without}.`
          : "All of them have to hold. Numbers, true and false are taken as such; put a text that looks like one in double quotes."}
      </p>
      <datalist id={listId}>
        {ATTRIBUTES.map((attribute) => (
          <option key={attribute} value={attribute} />
        ))}
      </datalist>
      {fields.length > 0 && (
        <ol aria-label="Conditions" className="flex flex-col gap-3">
          {fields.map((field, index) => (
            <Condition
              key={field.id}
              name={`${name}.${index}`}
              number={index + 1}
              listId={listId}
              onRemove={() => remove(index)}
            />
          ))}
        </ol>
      )}
      <Button size="sm" className="self-start" onClick={() => append(EMPTY_CONDITION)}>
        <Plus aria-hidden />
        Add condition
      </Button>
    </fieldset>
  );
}

type ConditionProps = { name: string; number: number; listId: string; onRemove: () => void };

const HINTS = { list: "silver, gold", labels: "season=summer, vip", scalar: "Value", expression: "" };

function Condition({ name, number, listId, onRemove }: ConditionProps) {
  const { control } = useFormContext<FieldValues>();
  const operator = useWatch({ control, name: `${name}.operator` });
  const kind = dataKindOf(operator);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_2rem] items-start gap-2 sm:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,5fr)_2rem]">
      {kind !== "expression" && (
        <TextField
          control={control}
          name={`${name}.attribute`}
          label={`Attribute of condition ${number}`}
          hideLabel
          input={{ list: listId, placeholder: "transaction.grossValue", spellCheck: false }}
          className="max-sm:col-start-1"
        />
      )}
      <SelectField
        control={control}
        name={`${name}.operator`}
        label={`Operator of condition ${number}`}
        hideLabel
        options={OPERATORS}
        className="max-sm:col-start-1"
      />
      {kind === "range" ? (
        <div className="grid grid-cols-2 gap-2 max-sm:col-start-1">
          <TextField
            control={control}
            name={`${name}.from`}
            label={`From, of condition ${number}`}
            hideLabel
            input={{ placeholder: "From" }}
          />
          <TextField
            control={control}
            name={`${name}.to`}
            label={`To, of condition ${number}`}
            hideLabel
            input={{ placeholder: "To" }}
          />
        </div>
      ) : (
        <TextField
          control={control}
          name={`${name}.data`}
          label={`${kind === "expression" ? "Expression" : "Value"} of condition ${number}`}
          hideLabel
          input={{
            placeholder: kind === "expression" ? "transaction.grossValue > 100" : HINTS[kind],
            spellCheck: false,
          }}
          className={kind === "expression" ? "max-sm:col-start-1 sm:col-span-2" : "max-sm:col-start-1"}
        />
      )}
      <IconButton
        label={`Remove condition ${number}`}
        icon={<Trash2 aria-hidden />}
        onClick={onRemove}
        className="max-sm:col-start-2 max-sm:row-start-1"
      />
    </li>
  );
}
