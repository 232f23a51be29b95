import type { Metadata } from "next";
import { AchievementForm } from "#components/achievements/achievement-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { loadEventTypeChoices } from "#lib/loyalty/custom-events/loaders.ts";
import { FormPage } from "../../form-page.tsx";

export const metadata: Metadata = { title: "Add achievement" };

export default async function NewAchievementPage() {
  const [access, { scope }, eventTypes] = await Promise.all([
    loadAccess("CAMPAIGN"),
    requireStoreContext(),
    loadEventTypeChoices(),
  ]);
  return (
    <FormPage
      title="Add achievement"
      back={{ href: "/achievements", label: "Achievements" }}
      access={access}
      need="change the achievements"
    >
      <AchievementForm storeCode={scope.storeCode} eventTypes={eventTypes} achievement={null} />
    </FormPage>
  );
}
