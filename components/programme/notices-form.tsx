"use client";

import { useRouter } from "next/navigation";
import { NumberField } from "#components/form/fields.tsx";
import { Link } from "#components/ui/link.tsx";
import { toast } from "#components/ui/toast.ts";
import { changeSettingsAction } from "#lib/loyalty/settings/actions.ts";
import { type NoticesFormValues, noticesForm } from "#lib/loyalty/settings/core/form-schema.ts";
import { ActionPageForm } from "./action-page-form.tsx";
import { useActionForm } from "./use-action-form.ts";

const NOTICES = [
  {
    name: "expirePointsNotificationDays",
    label: "Units, days before they expire",
    eventName: "PointsWillExpire",
  },
  {
    name: "expireLevelsNotificationDays",
    label: "Tiers, days before they are calculated anew",
    eventName: "LevelWillExpire",
  },
  {
    name: "expireCouponsNotificationDays",
    label: "Coupons, days before they expire",
    eventName: "CouponWillExpire",
  },
] as const;

type NoticesFormProps = {
  storeCode: string;
  /** What was read; give it as `key` too. */
  version: string;
  defaultValues: NoticesFormValues;
};

/** How early members are told that something of theirs ends. Give it what is stored as `key`. */
export function NoticesForm({ storeCode, version, defaultValues }: NoticesFormProps) {
  const router = useRouter();
  const state = useActionForm({
    schema: noticesForm,
    defaultValues,
    isStaying: true,
    action: (settings) => changeSettingsAction({ storeCode, expectedVersion: version, settings }),
    onDone: () => {
      toast.success("The notifications are saved");
      router.refresh();
    },
  });
  return (
    <ActionPageForm
      state={state}
      label="Expiring notifications"
      submitLabel="Save changes"
      labels={Object.fromEntries(NOTICES.map(({ name, label }) => [name, label]))}
    >
      {NOTICES.map(({ name, label, eventName }) => (
        <NumberField
          key={name}
          control={state.form.control}
          name={name}
          label={label}
          description={
            <>
              <Link
                href={`/catalogue/${eventName}`}
                className="underline decoration-border-strong underline-offset-3 hover:text-foreground"
              >
                {eventName}
              </Link>{" "}
              is published once for each case; never while this is empty or 0.
            </>
          }
          input={{ inputMode: "numeric", className: "tabular sm:max-w-40", placeholder: "Never" }}
        />
      ))}
    </ActionPageForm>
  );
}
