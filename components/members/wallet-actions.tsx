"use client";

import { ArrowRightLeft, Lock, Minus, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { WalletChoice } from "./wallet-dialogs.tsx";

/** Forms come when they are opened. */
const AddDialog = dynamic(() => import("./wallet-dialogs.tsx").then((dialogs) => dialogs.AddDialog), {
  ssr: false,
});
const TakeDialog = dynamic(() => import("./wallet-dialogs.tsx").then((dialogs) => dialogs.TakeDialog), {
  ssr: false,
});
const SendDialog = dynamic(() => import("./wallet-dialogs.tsx").then((dialogs) => dialogs.SendDialog), {
  ssr: false,
});

type WalletActionsProps = { memberId: string; name: string; wallets: readonly WalletChoice[] };

/** Add, deduct, block and send units. */
export function WalletActions({ memberId, name, wallets }: WalletActionsProps) {
  const [opened, setOpened] = useState<"add" | "deduct" | "block" | "send" | null>(null);
  const dialog = { memberId, name, wallets, onClosed: () => setOpened(null) };
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
      {opened === "add" && <AddDialog {...dialog} />}
      {(opened === "deduct" || opened === "block") && <TakeDialog key={opened} {...dialog} kind={opened} />}
      {opened === "send" && <SendDialog {...dialog} />}
    </>
  );
}
