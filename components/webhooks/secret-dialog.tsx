"use client";

import { useState } from "react";
import { UnsavedChangesGuard } from "#components/form/unsaved-changes-guard.tsx";
import { Button } from "#components/ui/button.tsx";
import { CheckboxField } from "#components/ui/checkbox.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";

type SecretDialogProps = {
  /** Null: closed. */
  secret: string | null;
  title: string;
  /** What is shown, and what it is for; without it a signing secret. */
  description?: string;
  /** "Signing secret", or what else is shown once. */
  label?: string;
  /** What is ticked off, in the words of `label`. */
  noun?: string;
  /** Beyond what is said of every secret. */
  note?: string;
  doneLabel?: string;
  onDone: () => void;
};

/** The only sight of a secret. Nothing closes it but the word that it is saved. */
export function SecretDialog({
  secret,
  title,
  description = "This is the signing secret. It is shown this once: save it where the receiver can read it, to check that deliveries come from here.",
  label = "Signing secret",
  noun = "secret",
  note,
  doneLabel = "Continue",
  onDone,
}: SecretDialogProps) {
  const [isSaved, setIsSaved] = useState(false);
  return (
    <>
      <UnsavedChangesGuard when={secret !== null && !isSaved} />
      <Dialog
        size="lg"
        open={secret !== null}
        dismissible={false}
        title={title}
        description={description}
        footer={
          <Button variant="primary" disabled={!isSaved} onClick={onDone}>
            {doneLabel}
          </Button>
        }
      >
        <div className="flex items-center gap-2 max-sm:flex-col max-sm:items-stretch">
          <Input
            readOnly
            aria-label={label}
            value={secret ?? ""}
            onFocus={(event) => event.currentTarget.select()}
            className="font-mono text-xs pointer-coarse:text-xs"
          />
          <CopyButton text={secret ?? ""} label={`Copy ${noun}`} showLabel size="md" />
        </div>
        {note && <p className="mt-3 text-muted">{note}</p>}
        <CheckboxField
          className="mt-4"
          label={`I have saved this ${noun}`}
          value={isSaved}
          onValueChange={setIsSaved}
        />
      </Dialog>
    </>
  );
}
