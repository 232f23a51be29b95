"use client";

import { Ban, RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.ts";
import { cancelDeliveryAction, retryDeliveryAction } from "#lib/deliveries/actions.ts";
import type { AttemptResultDto, DeliveryDto } from "#lib/deliveries/schema.ts";
import { AttemptResult } from "./attempt-result.tsx";
import { DeliveryStatus, TriggerMark } from "./delivery-status.tsx";

type DeliveryHeaderProps = {
  delivery: DeliveryDto;
  /** Where the receiver is, for the confirmation. */
  host: string;
  mayRetry: boolean;
  mayCancel: boolean;
};

/** Title, state and what can be done; the answer of a retry stands right below. */
export function DeliveryHeader({ delivery, host, mayRetry, mayCancel }: DeliveryHeaderProps) {
  const router = useRouter();
  const [isRetrying, setIsRetrying] = useState(false);
  const [result, setResult] = useState<AttemptResultDto | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { deliveryId } = delivery;

  const retry = async () => {
    setIsRetrying(true);
    setResult(null);
    setFailure(null);
    const outcome = await runAction(() => retryDeliveryAction({ deliveryId }));
    setIsRetrying(false);
    if (outcome.ok) setResult(outcome.data ?? null);
    else setFailure(outcome.error.message);
    router.refresh();
  };

  const cancel = async () => {
    setResult(null);
    const outcome = await runAction(() => cancelDeliveryAction({ deliveryId }));
    if (outcome.ok) toast.success("Retrying was stopped");
    else toast.error("Retrying was not stopped", { description: outcome.error.message });
    router.refresh();
  };

  return (
    <>
      <PageHeader
        title={delivery.eventName}
        status={
          <>
            <DeliveryStatus isExplained delivery={delivery} />
            {delivery.trigger !== "schedule" && <TriggerMark trigger={delivery.trigger} />}
          </>
        }
        description={
          <>
            Accepted <Time value={delivery.createdAt} />
          </>
        }
        actions={
          <>
            {mayCancel && (
              <ConfirmDialog
                trigger={
                  <Button>
                    <Ban aria-hidden />
                    Stop retrying
                  </Button>
                }
                title="Stop retrying this delivery?"
                description={`${delivery.eventName} will not be sent to ${host} any more. You can still send it by hand later.`}
                confirmLabel="Stop retrying"
                cancelLabel="Keep retrying"
                onConfirm={cancel}
              />
            )}
            {mayRetry && (
              <Button
                variant={delivery.state === "succeeded" ? "secondary" : "primary"}
                loading={isRetrying}
                onClick={() => void retry()}
              >
                <RotateCw aria-hidden />
                Retry now
              </Button>
            )}
          </>
        }
      />
      <div className="mb-5 empty:hidden">
        {result && <AttemptResult result={result} noun="retry" />}
        {failure && (
          <Alert live tone="danger" title="Nothing was sent">
            {failure}
          </Alert>
        )}
      </div>
    </>
  );
}
