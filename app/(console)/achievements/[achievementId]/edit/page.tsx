import type { Metadata } from "next";
import { AchievementForm } from "#components/achievements/achievement-form.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { requireStoreContext } from "#lib/auth/session.ts";
import { loadAchievementDefinition } from "#lib/loyalty/achievements/loaders.ts";
import { loadEventTypeChoices } from "#lib/loyalty/custom-events/loaders.ts";
import { FormPage } from "../../../form-page.tsx";

export const metadata: Metadata = { title: "Edit achievement" };

type EditPageProps = { params: Promise<{ achievementId: string }> };

export default async function EditAchievementPage({ params }: EditPageProps) {
  const [{ achievementId }, access, { scope }, eventTypes] = await Promise.all([
    params,
    loadAccess("CAMPAIGN"),
    requireStoreContext(),
    loadEventTypeChoices(),
  ]);
  const read = access.mayChange ? await loadAchievementDefinition(achievementId) : null;
  return (
    <FormPage
      title={read === null ? "Edit achievement" : `Edit ${read.definition.translations.en.name}`}
      back={{ href: `/achievements/${achievementId}`, label: "Achievement" }}
      access={access}
      need="change the achievements"
    >
      {read !== null && (
        <AchievementForm
          key={read.version}
          storeCode={scope.storeCode}
          eventTypes={eventTypes}
          achievement={{ id: achievementId, ...read }}
        />
      )}
    </FormPage>
  );
}
