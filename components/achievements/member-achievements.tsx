import { Trophy } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { EditProgress } from "./edit-progress.tsx";
import { ProgressBars } from "./progress-bars.tsx";
import type { ProgressRow } from "./progress-row.ts";

type MemberAchievementsProps = { rows: readonly ProgressRow[]; memberName: string; mayChange: boolean };

/** How far one member is with the active achievements. */
export function MemberAchievements({ rows, memberName, mayChange }: MemberAchievementsProps) {
  if (rows.length === 0) {
    return (
      <div className="rounded-lg border border-dashed bg-surface">
        <EmptyState
          icon={<Trophy />}
          title="No active achievements"
          description="How far the member is stands here as soon as an achievement is active."
        />
      </div>
    );
  }
  return (
    <ul aria-label="Achievements" className="grid gap-4 md:grid-cols-2">
      {rows.map((row) => (
        <li key={row.achievementId} className="flex flex-col gap-3 rounded-lg border bg-surface p-4">
          <div className="flex items-start justify-between gap-3">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Link
                  href={`/achievements/${row.achievementId}`}
                  className="font-medium decoration-border-strong underline-offset-3 hover:underline"
                >
                  {row.achievementName}
                </Link>
                {row.completedCount > 0 && (
                  <Badge tone="success">
                    {row.completedCount === 1 ? "Completed" : `Completed ${row.completedCount} times`}
                  </Badge>
                )}
                {row.isLimitReached && <Badge>Not to be completed again</Badge>}
              </p>
              {row.description !== "" && <p className="text-muted">{row.description}</p>}
            </div>
            {mayChange && <EditProgress progress={row} memberName={memberName} />}
          </div>
          <ProgressBars progress={row} />
        </li>
      ))}
    </ul>
  );
}
