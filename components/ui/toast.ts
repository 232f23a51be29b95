import type { ExternalToast } from "sonner";

type Show = (title: string, options?: ExternalToast) => void;

const show =
  (kind: "success" | "error" | "info"): Show =>
  (title, options) => {
    void import("sonner").then(({ toast }) => toast[kind](title, options));
  };

/** Tells what happened, in the corner of the page. Not in a page's first scripts: `Toaster` loads it right after them. */
export const toast = { success: show("success"), error: show("error"), info: show("info") };
