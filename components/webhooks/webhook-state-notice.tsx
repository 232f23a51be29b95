import { Alert } from "#components/ui/alert.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SubscriptionDto } from "#lib/webhooks/schema.ts";
import { WebhookConditionNotice } from "./webhook-condition-notice.tsx";

type WebhookStateNoticeProps = {
  webhook: Pick<SubscriptionDto, "state" | "disabledReason" | "activeFrom" | "health">;
  isUpcoming: boolean;
  mayChange: boolean;
};

/** Why nothing is sent, or not as fast as it could be, and what to do about it; nothing while all is well. */
export function WebhookStateNotice({ webhook, isUpcoming, mayChange }: WebhookStateNoticeProps) {
  if (webhook.state === "disabled") {
    const { since } = webhook.health;
    return (
      <Alert tone="danger" className="mb-4" title="This webhook was disabled: nothing is sent">
        <p>
          {webhook.disabledReason}
          {since !== null && (
            <>
              {" "}
              Disabled <Time value={since} format="datetime" />.
            </>
          )}
        </p>
        <p className="mt-1 text-muted">
          {mayChange
            ? "Put the receiver right or change the URL, then press Resume. What still waits is sent then; what happened while it was disabled is not sent by itself."
            : "Somebody who may change webhooks can resume it once the receiver is put right."}
        </p>
      </Alert>
    );
  }
  if (webhook.state === "paused") {
    return (
      <Alert tone="warning" className="mb-4" title="This webhook is paused">
        New deliveries are kept and wait. {mayChange && "Resume sends what has waited, at a limited pace."}
      </Alert>
    );
  }
  return (
    <>
      {isUpcoming && (
        <Alert className="mb-4" title="This webhook is not active yet">
          Events are sent from <Time value={webhook.activeFrom} format="datetime" /> on; those before are not.
          Tests can be sent now.
        </Alert>
      )}
      {webhook.health.condition !== "ok" && <WebhookConditionNotice health={webhook.health} />}
    </>
  );
}
