"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { type FieldValues, useFormContext, useWatch } from "react-hook-form";
import { DateTimeField, NumberField, SelectField, SwitchField, TextField } from "#components/form/fields.tsx";
import { FormField } from "#components/form/form-field.tsx";
import { FormSection } from "#components/form/form-section.tsx";
import { LabelRows } from "#components/form/label-rows.tsx";
import { ActionPageForm } from "#components/programme/action-page-form.tsx";
import { LimitField } from "#components/programme/limit-field.tsx";
import { tell } from "#components/programme/tell.tsx";
import { TiersField } from "#components/programme/tiers-field.tsx";
import { useActionForm } from "#components/programme/use-action-form.ts";
import { WalletTypeField } from "#components/programme/wallet-type-field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { createRewardAction, updateRewardAction } from "#lib/loyalty/rewards/actions.ts";
import { REWARD_TYPES } from "#lib/loyalty/rewards/constants.ts";
import {
  type RewardFormValues,
  rewardFieldOf,
  rewardForm,
  rewardFormOf,
} from "#lib/loyalty/rewards/core/form-schema.ts";
import type { RewardDefinition } from "#lib/loyalty/rewards/schema.ts";
import { REWARD_TYPE_MEANINGS, REWARD_TYPE_WORDS } from "./reward-words.ts";

type RewardFormProps = {
  storeCode: string;
  currency: string;
  tiers: readonly { levelId: string; name: string }[];
  wallets: readonly { value: string; label: string }[];
  /** The one to change, its version as `key` too; null: a new one. */
  reward: { id: string; version: string; definition: RewardDefinition } | null;
};

export function RewardForm({ storeCode, currency, tiers, wallets, reward }: RewardFormProps) {
  const router = useRouter();
  const schema = useMemo(() => rewardForm(reward?.definition ?? null), [reward]);
  const state = useActionForm({
    schema,
    defaultValues: rewardFormOf(reward?.definition ?? null),
    action: (typed) =>
      reward === null
        ? createRewardAction({ storeCode, reward: typed })
        : updateRewardAction({
            rewardId: reward.id,
            expectedVersion: reward.version,
            reward: typed,
          }),
    onDone: (told) => {
      tell(reward === null ? "The reward is added" : "The reward is saved", told);
      if (told) router.push(`/rewards/${told.result.rewardId}`);
      router.refresh();
    },
    fieldOf: rewardFieldOf,
  });
  const { control } = state.form;
  const type = useWatch({ control, name: "reward" });
  return (
    <ActionPageForm
      state={state}
      label={reward === null ? "New reward" : "Reward"}
      submitLabel={reward === null ? "Add reward" : "Save changes"}
      cancelHref={reward === null ? "/rewards" : `/rewards/${reward.id}`}
      labels={LABELS}
    >
      <FormSection title="What it is">
        {reward === null ? (
          <FormField control={control} name="reward" label="Type" labelAs="legend">
            {({ onChange: _, ref: __, ...field }) => (
              <RadioGroup
                {...field}
                appearance="cards"
                aria-label="Type"
                options={REWARD_TYPES.map((value) => ({
                  value,
                  label: REWARD_TYPE_WORDS[value],
                  description: REWARD_TYPE_MEANINGS[value],
                }))}
              />
            )}
          </FormField>
        ) : (
          <p className="text-muted">
            {REWARD_TYPE_WORDS[type]}. The type of a reward stays: for another one add another reward.
          </p>
        )}
        <TextField control={control} name="name" label="Name" />
        <TextField control={control} name="shortDescription" label="Description" optional rows={2} />
        <SwitchField
          control={control}
          name="active"
          label="Active"
          description="Members can buy it, and campaigns can give it."
        />
      </FormSection>
      <FormSection title="What it costs">
        <div className={TWO}>
          <NumberField control={control} name="costInPoints" label="Cost in units" optional />
          <WalletTypeField
            control={control}
            name="sourceWalletTypeCode"
            label="Paid from the wallet"
            wallets={wallets}
          />
          <NumberField control={control} name="price" label={`Price, ${currency}`} optional />
          <NumberField control={control} name="tax" label="Tax, %" optional />
          <NumberField
            control={control}
            name="taxPriceValue"
            label={`Tax in the price, ${currency}`}
            optional
          />
        </div>
      </FormSection>
      {type !== "material" && <CouponFields currency={currency} />}
      <FormSection title="Who may have it, and how often">
        {tiers.length > 0 && <TiersField control={control} name="levels" label="Tiers" tiers={tiers} />}
        <div className={TWO}>
          <NumberField
            control={control}
            name="usageLimit.general"
            label="All members together, times"
            input={{ placeholder: "No limit", inputMode: "numeric" }}
          />
          <NumberField
            control={control}
            name="usageLimit.perUser"
            label="Each member, times"
            input={{ placeholder: "No limit", inputMode: "numeric" }}
          />
        </div>
        <LimitField name="limits.general" label="All members together in a period" isSinglePeriod />
        <LimitField name="limits.perMember" label="Each member in a period" isSinglePeriod />
      </FormSection>
      <FormSection title="When">
        <PeriodFields
          name="activity"
          label="Only for a time"
          description="Otherwise it can be had at any time."
        />
        <PeriodFields
          name="visibility"
          label="Shown only for a time"
          description="Otherwise members always see it."
        />
      </FormSection>
      <FormSection title="In the shop">
        <SwitchField
          control={control}
          name="featured"
          label="Featured"
          description="An app may show it first."
        />
        <SwitchField
          control={control}
          name="public"
          label="Public"
          description="Also for who is not signed in."
        />
        <SwitchField
          control={control}
          name="fulfillmentTracking"
          label="Track fulfilment"
          description="Each redemption gets a status that is changed as it is packed and sent."
        />
        <TextField control={control} name="usageInstruction" label="How to use it" optional rows={2} />
        <TextField control={control} name="conditionsDescription" label="Conditions" optional rows={2} />
        <div className={TWO}>
          <TextField control={control} name="brandName" label="Brand" optional />
          <TextField control={control} name="brandDescription" label="About the brand" optional />
        </div>
        <LabelRows name="labels" legend="Labels" noun="Label" />
      </FormSection>
    </ActionPageForm>
  );
}

function CouponFields({ currency }: { currency: string }) {
  const { control } = useFormContext<RewardFormValues>();
  const [type, valueType, codes] = useWatch({ control, name: ["reward", "couponValueType", "codes"] });
  return (
    <FormSection title="The coupon">
      <div className={TWO}>
        {type === "static_coupon" && (
          <NumberField
            control={control}
            name="couponValue"
            label={valueType === "money" ? `Worth, ${currency}` : "Worth, %"}
          />
        )}
        {type !== "conversion_coupon" && (
          <SelectField
            control={control}
            name="couponValueType"
            label="Value in"
            options={[
              { value: "money", label: currency },
              { value: "percentage", label: "Percent" },
            ]}
          />
        )}
        {type === "conversion_coupon" && (
          <>
            <NumberField
              control={control}
              name="unitsConversion.ratio"
              label={`One unit is worth, ${currency}`}
            />
            <SelectField
              control={control}
              name="unitsConversion.rounding"
              label="Rounding"
              options={[
                { value: "default", label: "To the nearest" },
                { value: "up", label: "Up" },
                { value: "down", label: "Down" },
              ]}
            />
          </>
        )}
        <NumberField
          control={control}
          name="daysInactive"
          label="Usable after, days"
          optional
          input={{ inputMode: "numeric" }}
        />
        <NumberField
          control={control}
          name="daysValid"
          label="Valid for, days"
          optional
          description="From when it can be used. Empty: for ever."
          input={{ inputMode: "numeric" }}
        />
        <DateTimeField
          control={control}
          name="dateValid"
          label="Valid until"
          optional
          description="Decides instead of the days."
        />
      </div>
      <SelectField
        control={control}
        name="codes"
        label="Codes"
        options={[
          { value: "generated", label: "Made by the programme, one for each coupon" },
          { value: "uploaded", label: "Uploaded, and given out one by one" },
        ]}
      />
      {codes === "generated" && (
        <div className="grid gap-4 sm:grid-cols-3">
          <NumberField
            control={control}
            name="couponGenerator.length"
            label="Characters"
            input={{ inputMode: "numeric" }}
          />
          <SelectField
            control={control}
            name="couponGenerator.characterSet"
            label="Of"
            options={[
              { value: "alphanum", label: "Letters and digits" },
              { value: "alpha", label: "Letters" },
              { value: "num", label: "Digits" },
            ]}
          />
          <TextField control={control} name="couponGenerator.prefix" label="Prefix" optional />
        </div>
      )}
    </FormSection>
  );
}

type PeriodFieldsProps = { name: "activity" | "visibility"; label: string; description: string };

function PeriodFields({ name, label, description }: PeriodFieldsProps) {
  const { control } = useFormContext<RewardFormValues, unknown, FieldValues>();
  const isLimited = useWatch({ control, name: `${name}.isLimited` });
  return (
    <>
      <SwitchField control={control} name={`${name}.isLimited`} label={label} description={description} />
      {isLimited && (
        <div className={TWO}>
          <DateTimeField control={control} name={`${name}.from`} label="From" />
          <DateTimeField control={control} name={`${name}.to`} label="To" />
        </div>
      )}
    </>
  );
}

const TWO = "grid gap-4 sm:grid-cols-2";

const LABELS = { name: "Name", levels: "Tiers", sourceWalletTypeCode: "Paid from the wallet", tax: "Tax" };
