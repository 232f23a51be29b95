"use client";

import { useRouter } from "next/navigation";
import type { Control, FieldPathByValue, FieldValues } from "react-hook-form";
import { NumberField, SelectField, TextField } from "#components/form/fields.tsx";
import { ActionDialog } from "#components/programme/action-dialog.tsx";
import { tell } from "#components/programme/tell.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import type { Told } from "#lib/loyalty/core/told.ts";
import {
  addUnitsAction,
  blockUnitsAction,
  sendUnitsAction,
  spendUnitsAction,
} from "#lib/loyalty/points/actions.ts";
import { addingForm, sendingForm, spendingForm } from "#lib/loyalty/points/core/form-schema.ts";
import { MemberPickerField } from "./member-picker-field.tsx";

/** A wallet that units can be moved in. */
export type WalletChoice = { code: string; name: string; isDefault: boolean };

type WalletDialogProps = {
  memberId: string;
  name: string;
  wallets: readonly WalletChoice[];
  onClosed: () => void;
};

const LABELS = {
  points: "Units",
  comment: "Comment",
  walletCode: "Wallet",
  expiresInDays: "Expire after",
  lockedUntilDays: "Locked for",
  receiver: "To",
};

export function AddDialog({ memberId, name, wallets, onClosed }: WalletDialogProps) {
  const done = useDone(onClosed);
  const state = useActionForm({
    schema: addingForm,
    defaultValues: { points: "", comment: "", walletCode: "", expiresInDays: "", lockedUntilDays: "" },
    action: (adding) => addUnitsAction({ customer: memberId, ...adding }),
    onDone: (told) => done("The units are added", told),
  });
  const { control } = state.form;
  return (
    <ActionDialog
      state={state}
      title={`Add units to ${name}`}
      submitLabel="Add units"
      labels={LABELS}
      onClosed={onClosed}
    >
      <NumberField control={control} name="points" label="Units" />
      <WalletField control={control} name="walletCode" wallets={wallets} />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          control={control}
          name="lockedUntilDays"
          label="Locked for, days"
          optional
          description="Not to be spent before. Empty: as the wallet says."
          input={{ inputMode: "numeric" }}
        />
        <NumberField
          control={control}
          name="expiresInDays"
          label="Expire after, days"
          optional
          description="Counted from when they are active. Empty: as the wallet says."
          input={{ inputMode: "numeric" }}
        />
      </div>
      <TextField control={control} name="comment" label="Comment" optional />
    </ActionDialog>
  );
}

const TAKINGS = {
  deduct: {
    title: (name: string) => `Deduct units from ${name}`,
    description: "They are spent, beginning with those that expire first.",
    submit: "Deduct units",
    done: "The units are deducted",
    action: spendUnitsAction,
  },
  block: {
    title: (name: string) => `Block units of ${name}`,
    description: "They are put aside: nobody can spend them until they are unblocked, in the history below.",
    submit: "Block units",
    done: "The units are blocked",
    action: blockUnitsAction,
  },
};

export function TakeDialog({
  kind,
  memberId,
  name,
  wallets,
  onClosed,
}: WalletDialogProps & { kind: keyof typeof TAKINGS }) {
  const words = TAKINGS[kind];
  const done = useDone(onClosed);
  const state = useActionForm({
    schema: spendingForm,
    defaultValues: { points: "", comment: "", walletCode: "" },
    action: (spending) => words.action({ customer: memberId, ...spending }),
    onDone: (told) => done(words.done, told),
  });
  const { control } = state.form;
  return (
    <ActionDialog
      state={state}
      title={words.title(name)}
      description={words.description}
      submitLabel={words.submit}
      labels={LABELS}
      onClosed={onClosed}
    >
      <NumberField control={control} name="points" label="Units" />
      <WalletField control={control} name="walletCode" wallets={wallets} />
      <TextField control={control} name="comment" label="Comment" optional />
    </ActionDialog>
  );
}

export function SendDialog({ memberId, name, onClosed }: WalletDialogProps) {
  const done = useDone(onClosed);
  const state = useActionForm({
    schema: sendingForm,
    defaultValues: { receiver: "", points: "" },
    action: (p2p) => sendUnitsAction({ sender: memberId, ...p2p }),
    onDone: (told) => done("The units are sent", told),
  });
  const { control } = state.form;
  return (
    <ActionDialog
      state={state}
      title={`Send units of ${name} to another member`}
      description="From the default wallet to the other member's."
      submitLabel="Send units"
      labels={LABELS}
      onClosed={onClosed}
    >
      <MemberPickerField control={control} name="receiver" label="To" except={memberId} />
      <NumberField control={control} name="points" label="Units" />
    </ActionDialog>
  );
}

/** Only where there is something to choose. */
function WalletField<Values extends FieldValues, Output extends FieldValues>({
  control,
  name,
  wallets,
}: {
  control: Control<Values, unknown, Output>;
  name: FieldPathByValue<Values, string>;
  wallets: readonly WalletChoice[];
}) {
  const others = wallets.filter(({ isDefault }) => !isDefault);
  if (others.length === 0) return null;
  return (
    <SelectField
      control={control}
      name={name}
      label="Wallet"
      options={[
        { value: "", label: wallets.find(({ isDefault }) => isDefault)?.name ?? "Default" },
        ...others.map((wallet) => ({ value: wallet.code, label: wallet.name })),
      ]}
    />
  );
}

function useDone(onClosed: () => void) {
  const router = useRouter();
  return (title: string, told: Told<unknown> | undefined) => {
    onClosed();
    tell(title, told);
    router.refresh();
  };
}
