"use client";

import { runAction } from "#components/console/run-action.ts";
import { StepwiseDialog } from "#components/console/stepwise-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { changeDeliveriesAction } from "#lib/deliveries/actions.ts";
import type { DeliveriesChange, DeliveriesChangeDto } from "#lib/deliveries/schema.ts";

type Change = DeliveriesChange["change"];

const WORDS: Record<Change, { title: string; done: string; description: string }> = {
  retry: {
    title: "Retry",
    done: "sent again",
    description:
      "What waits for a later attempt is due now. What is over is sent once more, behind what is new; receivers can drop what they have by its id. Tests, and deliveries of deleted webhooks, are left out.",
  },
  cancel: {
    title: "Stop retrying",
    done: "cancelled",
    description:
      "Those that still wait are not sent any more; what is over stays as it is. Each can still be sent by hand later.",
  },
};

type DeliveryBulkDialogProps = {
  storeCode: string;
  change: Change;
  words: string;
  count: number;
  target: DeliveriesChange["target"];
  onClose: (isDone: boolean) => void;
};

/** Retries or cancels what is named, or step by step all that a filter lets through. */
export function DeliveryBulkDialog({
  storeCode,
  change,
  words,
  count,
  target,
  onClose,
}: DeliveryBulkDialogProps) {
  const { title, done, description } = WORDS[change];
  return (
    <StepwiseDialog
      title={title}
      words={words}
      description={description}
      tone={change === "cancel" ? "danger" : "primary"}
      count={count}
      done={done}
      step={(before) =>
        runAction<DeliveriesChangeDto>(() =>
          changeDeliveriesAction({
            storeCode,
            change: { change, target: "filter" in target ? { ...target, before } : target },
          }),
        )
      }
      onEnd={({ changed }, stopped) => {
        toast.success(
          `${changed.toLocaleString("en")} ${changed === 1 ? "delivery is" : "deliveries are"} ${done}`,
          { description: stopped ?? undefined },
        );
        onClose(true);
      }}
      onClose={() => onClose(false)}
    />
  );
}
