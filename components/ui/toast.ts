import type { ExternalToast } from "sonner";

type ToastKind = "success" | "error" | "info";
export type Message = { number: number; kind: ToastKind; title: string; options?: ExternalToast };

let show: ((message: Message) => void) | null = null;
let told = 0;
let waiting: readonly Message[] = [];
const listeners = new Set<() => void>();

function setWaiting(messages: readonly Message[]): void {
  waiting = messages;
  for (const notify of listeners) notify();
}

const tell = (kind: ToastKind) => (title: string, options?: ExternalToast) => {
  told += 1;
  const message = { number: told, kind, title, options };
  if (show === null) setWaiting([...waiting, message]);
  else show(message);
};

/**
 * Tells what happened, in the corner of the page. What shows it is not in a page's first scripts: until `Toaster` has
 * it, messages wait, and where it cannot be fetched they are shown plainly.
 */
export const toast = { success: tell("success"), error: tell("error"), info: tell("info") };

/** From now on messages are shown in this way, those that wait first. */
export function showMessagesBy(how: (message: Message) => void): void {
  show = how;
  for (const message of waiting) how(message);
  setWaiting([]);
}

export function dismissWaiting(message: Message): void {
  setWaiting(waiting.filter((other) => other !== message));
}

/** For `useSyncExternalStore`: the messages that nothing has shown yet. */
export const waitingMessages = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: (): readonly Message[] => waiting,
};
