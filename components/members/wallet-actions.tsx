"use client";

import { ArrowRightLeft, Lock, Minus, Plus } from "lucide-react";
import { useState } from "react";
import { Opened } from "#components/programme/opened.tsx";
import { Button } from "#components/ui/button.tsx";
import type { WalletChoice } from "./wallet-dialogs.tsx";

/** Forms come when they are opened. */
const loadAddDialog = () => import("./wallet-dialogs.tsx").then((dialogs) => dialogs.AddDialog);
const loadTakeDialog = () => import("./wallet-dialogs.tsx").then((dialogs) => dialogs.TakeDialog);
const loadSendDialog = () => import("./wallet-dialogs.tsx").then((dialogs) => dialogs.SendDialog);

type WalletActionsProps = {
  memberId: string;
  name: string;
  /** Of the member. */
  wallets: readonly WalletChoice[];
  /** What the member can get. */
  types: readonly WalletChoice[];
};

/** Add, deduct, block and send units. */
export function WalletActions({ memberId, name, wallets, types }: WalletActionsProps) {
  const [opened, setOpened] = useState<"add" | "deduct" | "block" | "send" | null>(null);
  const close = () => setOpened(null);
  const dialog = { memberId, name, wallets, onClosed: close };
  return (
    <>
      <Button variant="primary" onClick={() => setOpened("add")}>
        <Plus aria-hidden />
        Add units
      </Button>
      <Button onClick={() => setOpened("deduct")}>
        <Minus aria-hidden />
        Deduct
      </Button>
      <Button onClick={() => setOpened("block")}>
        <Lock aria-hidden />
        Block
      </Button>
      <Button onClick={() => setOpened("send")}>
        <ArrowRightLeft aria-hidden />
        Send to a member
      </Button>
      <Opened load={loadAddDialog} isOpen={opened === "add"} onClosed={close}>
        {(AddDialog) => <AddDialog {...dialog} wallets={types} />}
      </Opened>
      <Opened load={loadTakeDialog} isOpen={opened === "deduct" || opened === "block"} onClosed={close}>
        {(TakeDialog) => (
          <TakeDialog key={opened} {...dialog} kind={opened === "block" ? "block" : "deduct"} />
        )}
      </Opened>
      <Opened load={loadSendDialog} isOpen={opened === "send"} onClosed={close}>
        {(SendDialog) => <SendDialog {...dialog} />}
      </Opened>
    </>
  );
}
