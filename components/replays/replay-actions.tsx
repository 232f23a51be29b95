"use client";

import { Pause, Play, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { cancelReplayAction, pauseReplayAction, resumeReplayAction } from "#lib/replays/actions.ts";
import type { ReplayDto } from "#lib/replays/schema.ts";
import { progressWords } from "./replay-words.ts";

/** What can be done with a replay that is not over. */
export function ReplayActions({ replay }: { replay: ReplayDto }) {
  const router = useRouter();
  const [isSwitching, setIsSwitching] = useState(false);
  const { replayId } = replay;
  const isRunning = replay.state === "running";

  const switchState = async () => {
    setIsSwitching(true);
    const outcome = await runAction(() =>
      isRunning ? pauseReplayAction({ replayId }) : resumeReplayAction({ replayId }),
    );
    setIsSwitching(false);
    if (!outcome.ok) {
      toast.error(`The replay was not ${isRunning ? "paused" : "resumed"}`, {
        description: outcome.error.message,
      });
    } else toast.success(isRunning ? "The replay is paused" : "The replay goes on");
    router.refresh();
  };

  const cancel = async () => {
    const outcome = await runAction(() => cancelReplayAction({ replayId }));
    if (outcome.ok) toast.success("The replay is cancelled");
    else toast.error("The replay was not cancelled", { description: outcome.error.message });
    router.refresh();
  };

  return (
    <div className="flex gap-2">
      <Button size="sm" loading={isSwitching} onClick={() => void switchState()}>
        {isRunning ? <Pause aria-hidden /> : <Play aria-hidden />}
        {isRunning ? "Pause replay" : "Resume replay"}
      </Button>
      <ConfirmDialog
        title="Cancel this replay?"
        description={`${progressWords(replay)}. The rest is not sent. What was sent stays sent, and another replay can be started at any time.`}
        confirmLabel="Cancel replay"
        cancelLabel="Keep it"
        onConfirm={cancel}
        trigger={
          <Button size="sm">
            <X aria-hidden />
            Cancel
          </Button>
        }
      />
    </div>
  );
}
