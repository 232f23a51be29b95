"use client";

import { Pencil, Power } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { tell } from "#components/programme/tell.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { setAchievementActiveAction } from "#lib/loyalty/achievements/actions.ts";

export function AchievementActions({
  achievementId,
  isActive,
}: {
  achievementId: string;
  isActive: boolean;
}) {
  const router = useRouter();
  const [isSwitching, setIsSwitching] = useState(false);
  const switchActive = async () => {
    setIsSwitching(true);
    const outcome = await runAction(() => setAchievementActiveAction({ achievementId, active: !isActive }));
    setIsSwitching(false);
    if (outcome.ok) {
      tell(isActive ? "The achievement is not active any more" : "The achievement is active", outcome.data);
    } else toast.error("The achievement was not changed", { description: outcome.error.message });
    router.refresh();
  };
  return (
    <>
      <ButtonLink href={`/achievements/${achievementId}/edit`}>
        <Pencil aria-hidden />
        Edit
      </ButtonLink>
      <Button loading={isSwitching} onClick={() => void switchActive()}>
        <Power aria-hidden />
        {isActive ? "Deactivate" : "Activate"}
      </Button>
    </>
  );
}
