import { expect, it } from "vitest";
import { dismissWaiting, showMessagesBy, toast, waitingMessages } from "./toast.ts";

it("keeps messages until something shows them, in their order, and those that were dismissed no longer", () => {
  toast.success("first");
  toast.info("second");
  toast.error("third", { description: "with a reason" });
  const [, second] = waitingMessages.get();
  if (second !== undefined) dismissWaiting(second);

  const shown: string[] = [];
  showMessagesBy(({ kind, title }) => shown.push(`${kind}: ${title}`));
  toast.success("fourth");
  expect(shown).toEqual(["success: first", "error: third", "success: fourth"]);
  expect(waitingMessages.get()).toEqual([]);
});
