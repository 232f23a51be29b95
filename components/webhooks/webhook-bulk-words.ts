import type { BulkChange } from "#lib/webhooks/schema.ts";

type Change = BulkChange["change"];

export const DONE: Record<Change, string> = { pause: "Paused", resume: "Resumed", delete: "Deleted" };

/** `others`: what becomes of those that it does not apply to, where nobody has looked at each. */
export const BULK_QUESTIONS: Record<Change, { what: string; description: string; others: string }> = {
  pause: {
    what: "Pause",
    description: "Their deliveries wait until they are resumed.",
    others: "Those that are paused or disabled already stay so.",
  },
  resume: {
    what: "Resume",
    description: "What waited for them is sent at a limited pace. Failures so far are forgotten.",
    others: "Those that are active already stay so.",
  },
  delete: {
    what: "Delete",
    description:
      "Nothing more is sent to them. Deliveries that still wait are cancelled; what was sent stays in the log. This cannot be undone.",
    others: "Those that are deleted meanwhile are left out.",
  },
};
