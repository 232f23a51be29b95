"use client";

import { UserCheck } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

/** The form comes when it is opened. */
const MatchDialog = dynamic(() => import("./match-dialog.tsx").then(({ MatchDialog: dialog }) => dialog), {
  ssr: false,
});

export function MatchButton({ documentNumber }: { documentNumber: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setIsOpen(true)}>
        <UserCheck aria-hidden />
        Match with a member
      </Button>
      {isOpen && <MatchDialog documentNumber={documentNumber} onClosed={() => setIsOpen(false)} />}
    </>
  );
}
