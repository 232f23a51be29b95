"use client";

import { RotateCw, WifiOff } from "lucide-react";
import { useEffect } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatDuration } from "#components/ui/time-format.ts";
import { useClock } from "#components/ui/use-clock.ts";
import { retryNow, useReachability, watchServer } from "./reachability.ts";

/** Says that the server does not answer, and tries again. It lies over the page: nothing on it moves. */
export function ConnectionNotice() {
  const { isDown, retryAtMs } = useReachability();
  useEffect(watchServer, []);
  return (
    <div role="status" className="fixed inset-x-3 bottom-4 z-40 flex justify-center empty:hidden">
      {isDown && (
        <div className="popup flex items-center gap-3 border-danger-border! bg-danger-subtle! py-2 pr-2 pl-3">
          <WifiOff aria-hidden className="size-4 shrink-0 text-danger-text" />
          <p>
            <span className="font-medium text-danger-text">The server cannot be reached.</span>{" "}
            <span aria-hidden>
              What you see stays. <NextTry atMs={retryAtMs} />
            </span>
          </p>
          <Button size="sm" onClick={retryNow}>
            <RotateCw aria-hidden />
            Retry
          </Button>
        </div>
      )}
    </div>
  );
}

function NextTry({ atMs }: { atMs: number }) {
  const words = useClock((nowMs) =>
    atMs <= nowMs
      ? "Trying again…"
      : `Trying again in ${formatDuration(Math.ceil((atMs - nowMs) / 1_000) * 1_000)}.`,
  );
  return <span className="tabular">{words}</span>;
}
