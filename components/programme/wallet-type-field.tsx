"use client";

import type { Control, FieldPathByValue, FieldValues } from "react-hook-form";
import { SelectField, TextField } from "#components/form/fields.tsx";

type WalletTypeFieldProps<Values extends FieldValues, Output> = {
  control: Control<Values, unknown, Output>;
  name: FieldPathByValue<Values, string>;
  label: string;
  /** None where they may not be seen: then the code is typed. */
  wallets: readonly { value: string; label: string }[];
};

/** The wallet of units; without a choice the default one. */
export function WalletTypeField<Values extends FieldValues, Output extends FieldValues>({
  wallets,
  ...props
}: WalletTypeFieldProps<Values, Output>) {
  if (wallets.length === 0) {
    return <TextField {...props} optional description="Code of a wallet type. Empty: the default one." />;
  }
  return <SelectField {...props} options={[{ value: "", label: "The default one" }, ...wallets]} />;
}
