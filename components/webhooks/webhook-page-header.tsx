"use client";

import { Ellipsis, Pause, Pencil, Play, Send, X } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type ReactNode, useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import type { TestTarget } from "#components/deliveries/send-test-dialog.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Fetched, OnDemand } from "#components/ui/on-demand.tsx";
import { toast } from "#components/ui/toast.ts";
import type { TestEvent } from "#lib/deliveries/schema.ts";
import {
  deleteSubscriptionAction,
  pauseSubscriptionAction,
  resumeSubscriptionAction,
} from "#lib/webhooks/actions.ts";
import type { SubscriptionState } from "#lib/webhooks/constants.ts";
import { DeleteWebhookDialog } from "./delete-webhook-dialog.tsx";
import { type WebhookRow, webhookName } from "./webhook-row.ts";

const loadTest = () =>
  import("#components/deliveries/send-test-dialog.tsx").then((module) => module.SendTestDialog);
const loadMenu = () => import("./webhook-page-menu.tsx").then((module) => module.WebhookPageMenu);
const loadRotate = () => import("./rotate-secret-dialog.tsx").then((module) => module.RotateSecretDialog);

type WebhookPageHeaderProps = {
  row: Pick<WebhookRow, "eventNames" | "eventCount" | "url">;
  state: SubscriptionState;
  target: TestTarget;
  events: readonly TestEvent[];
  mayChange: boolean;
  status: ReactNode;
  description: ReactNode;
};

/** Title, state and everything that can be done with the webhook. */
export function WebhookPageHeader({
  row,
  state,
  target,
  events,
  mayChange,
  status,
  description,
}: WebhookPageHeaderProps) {
  const router = useRouter();
  const name = webhookName(row);
  const [isRotating, setIsRotating] = useState(false);
  const [isDeleting, setIsDeleting] = useState(false);
  const [isSwitching, setIsSwitching] = useState(false);
  const id = { webhookSubscriptionId: target.webhookId };

  const switchState = async () => {
    setIsSwitching(true);
    const isPausing = state === "active";
    const outcome = await runAction(() =>
      isPausing ? pauseSubscriptionAction(id) : resumeSubscriptionAction(id),
    );
    setIsSwitching(false);
    if (!outcome.ok) {
      toast.error(`The webhook was not ${isPausing ? "paused" : "resumed"}`, {
        description: outcome.error.message,
      });
    } else if (isPausing) toast.success("Paused: its deliveries wait");
    else toast.success("Active again: what waited follows at a limited pace");
    router.refresh();
  };

  const remove = async () => {
    const outcome = await runAction(() => deleteSubscriptionAction(id));
    if (!outcome.ok) {
      toast.error("The webhook was not deleted", { description: outcome.error.message });
      return;
    }
    toast.success(`${name} to ${target.url} is deleted`);
    router.push("/settings/webhooks");
    router.refresh();
  };

  return (
    <>
      <PageHeader
        title={name}
        status={status}
        description={description}
        className="mb-4"
        actions={
          mayChange && (
            <>
              <Button loading={isSwitching} onClick={() => void switchState()}>
                {state === "active" ? <Pause aria-hidden /> : <Play aria-hidden />}
                {state === "active" ? "Pause" : "Resume"}
              </Button>
              <ButtonLink href={`/settings/webhooks/${target.webhookId}/settings`}>
                <Pencil aria-hidden />
                Edit
              </ButtonLink>
              <TestButton target={target} events={events} label="Send test" />
              <OnDemand kind="menu" load={loadMenu} trigger={menuTrigger}>
                {(Menu) => (
                  <Menu
                    trigger={menuTrigger}
                    defaultOpen
                    onRotate={() => setIsRotating(true)}
                    onDelete={() => setIsDeleting(true)}
                  />
                )}
              </OnDemand>
            </>
          )
        }
      />
      {mayChange && (
        <>
          <CreatedNotice target={target} events={events} />
          <Fetched load={loadRotate} isWanted={isRotating} onAway={() => setIsRotating(false)}>
            {(RotateSecretDialog) => (
              <RotateSecretDialog
                webhookId={target.webhookId}
                name={name}
                open={isRotating}
                onOpenChange={setIsRotating}
              />
            )}
          </Fetched>
          <DeleteWebhookDialog row={row} open={isDeleting} onOpenChange={setIsDeleting} onConfirm={remove} />
        </>
      )}
    </>
  );
}

/** The next step for whoever has just added the webhook. */
function CreatedNotice({ target, events }: Pick<WebhookPageHeaderProps, "target" | "events">) {
  const isCreated = useSearchParams().get("created") === "1";
  const pathname = usePathname();
  const router = useRouter();
  if (!isCreated) return null;
  return (
    <Alert
      tone="accent"
      className="mb-4"
      title="The webhook is ready. Next, send a test."
      actions={
        <IconButton
          size="sm"
          label="Dismiss"
          tooltip={false}
          icon={<X aria-hidden />}
          onClick={() => router.replace(pathname, { scroll: false })}
        />
      }
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p>It goes out signed, as a real event would, and the answer of your receiver appears at once.</p>
        <TestButton target={target} events={events} label="Send test now" size="sm" />
      </div>
    </Alert>
  );
}

type TestButtonProps = Pick<WebhookPageHeaderProps, "target" | "events"> & { label: string; size?: "sm" };

function TestButton({ target, events, label, size }: TestButtonProps) {
  const trigger = (
    <Button variant="primary" size={size}>
      <Send aria-hidden />
      {label}
    </Button>
  );
  return (
    <OnDemand kind="dialog" load={loadTest} trigger={trigger}>
      {(SendTestDialog) => <SendTestDialog target={target} events={events} trigger={trigger} defaultOpen />}
    </OnDemand>
  );
}

const menuTrigger = (
  <IconButton variant="secondary" label="More actions" tooltip={false} icon={<Ellipsis aria-hidden />} />
);
