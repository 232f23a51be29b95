"use client";

import { Inbox } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { openInboxAction } from "#lib/inbox/actions.ts";

type UseInboxButtonProps = {
  onUse: (url: string) => void;
  /** The address asks for it: the URL is filled in without a press. */
  isAsked: boolean;
};

/** Fills in the URL of the administrator's test inbox, which is opened when it is not. */
export function UseInboxButton({ onUse, isAsked }: UseInboxButtonProps) {
  const [isOpening, setIsOpening] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const isStarted = useRef(false);

  const use = async () => {
    setIsOpening(true);
    setMessage(null);
    const outcome = await runAction(() => openInboxAction());
    setIsOpening(false);
    if (!outcome.ok) setMessage(outcome.error.message);
    else if (outcome.data) {
      onUse(outcome.data.url);
      setMessage(outcome.data.problem);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form opens.
  useEffect(() => {
    if (!isAsked || isStarted.current) return;
    isStarted.current = true;
    void use();
  }, [isAsked]);

  return (
    <div className="-mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
      {/* The field keeps the focus: what it would say as it loses it moves the button away from under the pointer. */}
      <Button
        size="sm"
        loading={isOpening}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => void use()}
      >
        <Inbox aria-hidden className="size-3.5" />
        Use my inbox
      </Button>
      <span>
        No receiver yet? What arrives is shown in your{" "}
        <Link
          href="/inbox"
          target="_blank"
          rel="noopener"
          className="underline decoration-border-strong underline-offset-3 hover:decoration-current"
        >
          test inbox
        </Link>
        .
      </span>
      <span role="status" className="basis-full text-warning-text empty:hidden">
        {message}
      </span>
    </div>
  );
}
