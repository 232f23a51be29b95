"use client";

import { Plus, Trash2 } from "lucide-react";
import { type FieldValues, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { SelectField, TextField } from "#components/form/fields.tsx";
import { WalletTypeField } from "#components/programme/wallet-type-field.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { EFFECTS } from "#lib/loyalty/campaigns/constants.ts";
import { EMPTY_EFFECT } from "#lib/loyalty/campaigns/core/form-schema.ts";
import { EFFECT_WORDS } from "./campaign-words.ts";

type Choice = { value: string; label: string };

type EffectRowsProps = {
  /** Of a list of `EffectValues` in the form. */
  name: string;
  rewards: readonly Choice[];
  wallets: readonly Choice[];
};

/** What a rule does. */
export function EffectRows({ name, rewards, wallets }: EffectRowsProps) {
  const { control } = useFormContext<FieldValues>();
  const { fields, append, remove } = useFieldArray({ control, name });
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">Effects</legend>
      <ol aria-label="Effects" className="flex flex-col gap-3">
        {fields.map((field, index) => (
          <li key={field.id} className="flex items-start gap-2 rounded-md border bg-subtle p-3">
            <Effect name={`${name}.${index}`} number={index + 1} rewards={rewards} wallets={wallets} />
            {fields.length > 1 && (
              <IconButton
                label={`Remove effect ${index + 1}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => remove(index)}
              />
            )}
          </li>
        ))}
      </ol>
      <Button size="sm" className="self-start" onClick={() => append(EMPTY_EFFECT)}>
        <Plus aria-hidden />
        Add effect
      </Button>
    </fieldset>
  );
}

type EffectProps = EffectRowsProps & { number: number };

function Effect({ name, number, rewards, wallets }: EffectProps) {
  const { control } = useFormContext<FieldValues>();
  const [effect, lock, expiration] = useWatch({
    control,
    name: [`${name}.effect`, `${name}.lock`, `${name}.expiration`],
  });
  return (
    <div className="grid min-w-0 flex-1 gap-3 sm:grid-cols-2">
      <SelectField
        control={control}
        name={`${name}.effect`}
        label={`Effect ${number}`}
        options={EFFECTS.map((value) => ({ value, label: EFFECT_WORDS[value] }))}
      />
      {(effect === "give_points" || effect === "deduct_unit") && (
        <>
          <TextField
            control={control}
            name={`${name}.pointsRule`}
            label="How many units"
            description="A number, or an expression such as transaction.grossValue * 10"
            input={{ spellCheck: false, className: "font-mono text-xs" }}
          />
          <WalletTypeField control={control} name={`${name}.walletCode`} label="Wallet" wallets={wallets} />
        </>
      )}
      {effect === "give_points" && (
        <>
          <SelectField control={control} name={`${name}.lock`} label="Can be spent" options={LOCKS} />
          {lock === "expression" && (
            <TextField
              control={control}
              name={`${name}.lockExpression`}
              label="Days until they can be spent"
              input={{ spellCheck: false, className: "font-mono text-xs" }}
            />
          )}
          <SelectField control={control} name={`${name}.expiration`} label="Expire" options={EXPIRATIONS} />
          {expiration === "expression" && (
            <TextField
              control={control}
              name={`${name}.expirationExpression`}
              label="Days until they expire"
              input={{ spellCheck: false, className: "font-mono text-xs" }}
            />
          )}
        </>
      )}
      {effect === "give_reward" && (
        <>
          <SelectField control={control} name={`${name}.rewardId`} label="Reward" options={rewards} />
          <TextField
            control={control}
            name={`${name}.couponValueRule`}
            label="Value of a dynamic coupon"
            optional
            description="A number or an expression."
            input={{ spellCheck: false, className: "font-mono text-xs" }}
          />
        </>
      )}
      {effect === "assign_member_custom_attribute" && (
        <>
          <TextField control={control} name={`${name}.customAttributeKey`} label="Attribute" />
          <TextField
            control={control}
            name={`${name}.customAttributeValueRule`}
            label="Value"
            description="An expression; a text stands in quotes, such as 'gold'."
            input={{ spellCheck: false, className: "font-mono text-xs" }}
          />
        </>
      )}
    </div>
  );
}

const LOCKS = [
  { value: "default", label: "As the wallet says" },
  { value: "from_wallet", label: "As the wallet says (said in the campaign)" },
  { value: "no_pending", label: "At once" },
  { value: "expression", label: "After some days" },
];
const EXPIRATIONS = [
  { value: "default", label: "As the wallet says" },
  { value: "from_wallet", label: "As the wallet says (said in the campaign)" },
  { value: "never_expires", label: "Never" },
  { value: "expression", label: "After some days" },
];
