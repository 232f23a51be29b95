"use client";

import { UserCheck } from "lucide-react";
import { useState } from "react";
import { Opened } from "#components/programme/opened.tsx";
import { Button } from "#components/ui/button.tsx";

/** The form comes when it is opened. */
const loadMatchDialog = () => import("./match-dialog.tsx").then((dialogs) => dialogs.MatchDialog);

export function MatchButton({ documentNumber }: { documentNumber: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button variant="primary" onClick={() => setIsOpen(true)}>
        <UserCheck aria-hidden />
        Match with a member
      </Button>
      <Opened load={loadMatchDialog} isOpen={isOpen} onClosed={close}>
        {(MatchDialog) => <MatchDialog documentNumber={documentNumber} onClosed={close} />}
      </Opened>
    </>
  );
}
