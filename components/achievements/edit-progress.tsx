"use client";

import { Pencil } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { ProgressRow } from "./progress-row.ts";

/** The form comes when it is opened. */
const ProgressDialog = dynamic(
  () => import("./progress-dialog.tsx").then(({ ProgressDialog: dialog }) => dialog),
  { ssr: false },
);

/** @param memberName whose progress it is */
export function EditProgress({ progress, memberName }: { progress: ProgressRow; memberName: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <IconButton
        size="sm"
        label={`Edit the progress of ${memberName} with ${progress.achievementName}`}
        tooltip="Edit progress"
        icon={<Pencil aria-hidden />}
        onClick={() => setIsOpen(true)}
      />
      {isOpen && (
        <ProgressDialog progress={progress} memberName={memberName} onClosed={() => setIsOpen(false)} />
      )}
    </>
  );
}
