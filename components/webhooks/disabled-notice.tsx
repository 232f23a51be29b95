"use client";

import { X } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { startTransition, useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { Alert } from "#components/ui/alert.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.ts";
import { dismissDisabledNoticesAction } from "#lib/webhooks/actions.ts";
import type { DisabledNotices } from "#lib/webhooks/schema.ts";
import { webhookName } from "./webhook-row.ts";

/** At the top of every page: webhooks that were disabled by themselves, until that is mended or dismissed. */
export function DisabledNotice({ notices, ids }: DisabledNotices) {
  const pathname = usePathname();
  const router = useRouter();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const hrefOf = (id: string) => `/settings/webhooks/${id}`;
  // Its own page says the same, and more.
  const isOpen = (id: string) => pathname === hrefOf(id) || pathname.startsWith(`${hrefOf(id)}/`);
  const shown = notices.filter(
    ({ webhookSubscriptionId: id, disabledAt }) => !isOpen(id) && !dismissed.has(id + disabledAt),
  );
  if (shown.length === 0) return null;
  const count = ids.filter((id) => !isOpen(id)).length;
  const more = count - shown.length;

  const dismiss = async () => {
    const outcome = await runAction(() => dismissDisabledNoticesAction({ webhookSubscriptionIds: [...ids] }));
    if (!outcome.ok) {
      toast.error("The notice was not dismissed", { description: outcome.error.message });
      return;
    }
    setDismissed(new Set(notices.map((notice) => notice.webhookSubscriptionId + notice.disabledAt)));
    startTransition(() => router.refresh());
  };

  return (
    <section aria-label="Disabled webhooks" className="mb-5">
      <Alert
        tone="danger"
        title={
          count === 1
            ? "A webhook was disabled automatically"
            : `${count} webhooks were disabled automatically`
        }
        actions={
          <IconButton
            label="Dismiss this notice"
            variant="ghost"
            icon={<X aria-hidden />}
            onClick={() => void dismiss()}
          />
        }
      >
        <ul className="grid gap-0.5">
          {shown.map(({ webhookSubscriptionId: id, eventNames, url, reason, disabledAt }) => (
            <li key={id} className="[overflow-wrap:anywhere]">
              <Link
                href={hrefOf(id)}
                className="font-medium underline decoration-border-strong underline-offset-3 hover:decoration-current"
              >
                {webhookName({ eventNames, eventCount: eventNames.length })} to{" "}
                {URL.canParse(url) ? new URL(url).host : url}
              </Link>
              : {reason ?? "disabled"} <Time value={disabledAt} className="text-muted" />
            </li>
          ))}
          {more > 0 && (
            <li>
              <Link
                href="/settings/webhooks?state=disabled"
                className="underline decoration-border-strong underline-offset-3 hover:decoration-current"
              >
                and {more} more
              </Link>
            </li>
          )}
        </ul>
      </Alert>
    </section>
  );
}
