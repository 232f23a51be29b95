"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import { Opened } from "#components/programme/opened.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { ProgressRow } from "./progress-row.ts";

/** The form comes when it is opened. */
const loadProgressDialog = () => import("./progress-dialog.tsx").then((dialogs) => dialogs.ProgressDialog);

/** @param memberName whose progress it is */
export function EditProgress({ progress, memberName }: { progress: ProgressRow; memberName: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <IconButton
        size="sm"
        label={`Edit the progress of ${memberName} with ${progress.achievementName}`}
        tooltip="Edit progress"
        icon={<Pencil aria-hidden />}
        onClick={() => setIsOpen(true)}
      />
      <Opened load={loadProgressDialog} isOpen={isOpen} onClosed={close}>
        {(ProgressDialog) => (
          <ProgressDialog
            key={progress.version}
            progress={progress}
            memberName={memberName}
            onClosed={close}
          />
        )}
      </Opened>
    </>
  );
}
