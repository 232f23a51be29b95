"use client";

import { useRouter } from "next/navigation";
import { useId, useRef, useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { rotateSecretAction } from "#lib/webhooks/actions.ts";
import { SUBSCRIPTION_LIMITS } from "#lib/webhooks/constants.ts";
import type { RotatedSecretDto } from "#lib/webhooks/schema.ts";
import { SecretDialog } from "./secret-dialog.tsx";

type RotateSecretDialogProps = {
  webhookId: string;
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

const { min, max, default: initial } = SUBSCRIPTION_LIMITS.overlapHours;

/** Two steps: how long the old secret goes on signing, then the new one, which is never shown again. */
export function RotateSecretDialog({ webhookId, name, open, onOpenChange }: RotateSecretDialogProps) {
  const router = useRouter();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [hours, setHours] = useState(String(initial));
  const [isRotating, setIsRotating] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [rotated, setRotated] = useState<RotatedSecretDto | null>(null);

  const close = () => {
    onOpenChange(false);
    setHours(String(initial));
    setProblem(null);
    setRotated(null);
  };

  const rotate = async () => {
    const overlapHours = Number(hours);
    if (!/^\d{1,3}$/.test(hours.trim()) || overlapHours < min || overlapHours > max) {
      setProblem(`This should be a whole number of hours from ${min} to ${max}.`);
      return;
    }
    setProblem(null);
    setIsRotating(true);
    const outcome = await runAction(() =>
      rotateSecretAction({ webhookSubscriptionId: webhookId, rotation: { overlapHours } }),
    );
    setIsRotating(false);
    if (!outcome.ok) {
      setProblem(outcome.error.message);
      return;
    }
    setRotated(outcome.data ?? null);
    router.refresh();
  };

  return (
    <>
      <SecretDialog
        key={rotated?.previousSecretExpiresAt}
        secret={open ? (rotated?.secret ?? null) : null}
        title="Save the new secret"
        note={rotated ? overlapNote(Number(hours)) : undefined}
        doneLabel="Done"
        onDone={close}
      />
      <Dialog
        size="sm"
        title="Rotate the secret?"
        description={`A new secret will sign the deliveries of ${name}. Nothing is interrupted while both sign.`}
        open={open && rotated === null}
        onOpenChange={(next) => (next ? onOpenChange(true) : close())}
        // Not the button that closes it, which comes first; but by touch a field would bring up the keyboard.
        initialFocus={(how) => (how === "touch" ? true : (field.current ?? true))}
        dismissible={!isRotating}
        footer={
          <>
            <DialogClose render={<Button disabled={isRotating}>Cancel</Button>} />
            <Button variant="primary" loading={isRotating} type="submit" form={`${id}-form`}>
              Rotate secret
            </Button>
          </>
        }
      >
        <form
          id={`${id}-form`}
          noValidate
          className="flex flex-col gap-1.5"
          onSubmit={(event) => {
            event.preventDefault();
            void rotate();
          }}
        >
          <Label htmlFor={`${id}-hours`}>Overlap in hours</Label>
          <Input
            ref={field}
            id={`${id}-hours`}
            inputMode="numeric"
            value={hours}
            onChange={(event) => setHours(event.target.value)}
            aria-invalid={problem !== null || undefined}
            aria-describedby={`${id}-hint ${id}-problem`}
            className="max-w-24"
          />
          <p id={`${id}-hint`} className="text-xs text-muted">
            How long the previous secret goes on signing beside the new one, up to {max} hours (7 days). 0 if
            it has leaked.
          </p>
          <p id={`${id}-problem`} aria-live="polite" className="text-xs text-danger-text empty:hidden">
            {problem}
          </p>
        </form>
      </Dialog>
    </>
  );
}

function overlapNote(hours: number): string {
  return hours === 0
    ? "The previous secret no longer signs: a receiver that does not know this one refuses deliveries."
    : `The previous secret signs too for another ${hours} ${hours === 1 ? "hour" : "hours"}: change your receiver before then.`;
}
