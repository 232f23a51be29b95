"use client";

import { X } from "lucide-react";
import { type ComponentType, useEffect, useState, useSyncExternalStore } from "react";
import { IconButton } from "./icon-button.tsx";
import { dismissWaiting, waitingMessages } from "./toast.ts";

const AGAIN_AFTER_MS = 5_000;

/**
 * Where messages of what happened appear (`toast.ts`). It is loaded when the page stands, for there are none before.
 * What has to be said while the server is away, such as that it is, is said without it.
 */
export function Toaster() {
  const [View, setView] = useState<ComponentType | null>(null);
  const [isAway, setIsAway] = useState(false);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const load = async () => {
      try {
        const { ToasterView } = await import("./toaster-view.tsx");
        if (!isOver) setView(() => ToasterView);
      } catch {
        if (isOver) return;
        setIsAway(true);
        timer = setTimeout(load, AGAIN_AFTER_MS);
      }
    };
    void load();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, []);

  if (View !== null) return <View />;
  return isAway ? <PlainMessages /> : null;
}

function PlainMessages() {
  const messages = useSyncExternalStore(waitingMessages.subscribe, waitingMessages.get, waitingMessages.get);
  return (
    <section
      aria-label="Notifications"
      aria-live="polite"
      className="fixed right-4 bottom-4 z-60 grid w-89 max-w-[calc(100vw-2rem)] gap-2"
    >
      {messages.map((message) => (
        <div key={message.number} className="popup flex items-start gap-2 py-2.5 pr-1.5 pl-3 text-sm">
          <div className="min-w-0 flex-1">
            <p className="font-medium">{message.title}</p>
            {typeof message.options?.description === "string" && (
              <p className="mt-0.5 text-muted">{message.options.description}</p>
            )}
          </div>
          <IconButton
            label="Dismiss"
            size="sm"
            tooltip={false}
            icon={<X aria-hidden />}
            onClick={() => dismissWaiting(message)}
          />
        </div>
      ))}
    </section>
  );
}
