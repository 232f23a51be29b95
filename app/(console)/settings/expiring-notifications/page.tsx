import type { Metadata } from "next";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { NoticesForm } from "#components/programme/notices-form.tsx";
import { Card } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { noticesFormOf } from "#lib/loyalty/settings/core/form-schema.ts";
import { loadSettings } from "#lib/loyalty/settings/loaders.ts";

export const metadata: Metadata = { title: "Expiring notifications" };

export default async function ExpiringNotificationsPage() {
  const [access, { scope }] = await Promise.all([loadAccess("SETTINGS"), requireStoreContext()]);
  if (!access.mayView) return <NoAccess need="see the settings" />;
  const settings = await loadSettings();
  return (
    <>
      <PageHeader
        title="Expiring notifications"
        description="Webhooks are told in time that units, a tier or a coupon of a member will end, so that the member can be told too."
      />
      {access.mayChange ? (
        <NoticesForm
          key={settings.version}
          storeCode={scope.storeCode}
          version={settings.version}
          defaultValues={noticesFormOf(settings)}
        />
      ) : (
        <Card className="max-w-3xl px-4 py-1">
          <DescriptionList
            items={[
              { term: "Units", value: daysWords(settings.expirePointsNotificationDays) },
              { term: "Tiers", value: daysWords(settings.expireLevelsNotificationDays) },
              { term: "Coupons", value: daysWords(settings.expireCouponsNotificationDays) },
            ]}
          />
        </Card>
      )}
    </>
  );
}

function daysWords(days: number | null): string {
  if (days === null || days === 0) return "Never";
  return days === 1 ? "1 day before" : `${days} days before`;
}
