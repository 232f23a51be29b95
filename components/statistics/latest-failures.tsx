import { CircleCheck } from "lucide-react";
import { Answer } from "#components/deliveries/answer.tsx";
import { DeliveryStatus } from "#components/deliveries/delivery-status.tsx";
import { urlHost } from "#components/deliveries/webhook-words.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { Time } from "#components/ui/time.tsx";
import type { LogRow } from "#lib/deliveries/schema.ts";

/** The newest deliveries whose last attempt failed. */
export function LatestFailures({ rows }: { rows: readonly Omit<LogRow, "hold">[] }) {
  if (rows.length === 0) {
    return (
      <Card className="border-dashed">
        <EmptyState
          icon={<CircleCheck />}
          title="No delivery has failed"
          description="A delivery whose last attempt failed would stand here."
        />
      </Card>
    );
  }
  return (
    <Card>
      <ul className="divide-y">
        {rows.map((row) => (
          <li key={row.deliveryId} className="px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Link
                href={`/deliveries/${row.deliveryId}`}
                className="min-w-0 rounded-xs font-medium decoration-border-strong underline-offset-3 hover:underline"
              >
                {row.eventName}
              </Link>
              <DeliveryStatus isExplained delivery={row} />
            </div>
            <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
              <Answer isExplained statusCode={row.lastStatusCode} errorCode={row.lastErrorCode} />
              {row.webhook !== null && (
                <span className="min-w-0 truncate font-mono text-xs text-muted">
                  {urlHost(row.webhook.url)}
                </span>
              )}
              <span className="ml-auto text-xs text-muted">
                <Time value={row.createdAt} />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
