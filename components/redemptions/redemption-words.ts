import type { Tone } from "#components/ui/tones.ts";
import type { RedemptionStatus } from "#lib/loyalty/redemptions/constants.ts";

export const REDEMPTION_STATUS_WORDS: Record<RedemptionStatus, { label: string; tone: Tone }> = {
  issued: { label: "Issued", tone: "success" },
  pending: { label: "Pending", tone: "accent" },
  approved: { label: "Approved", tone: "accent" },
  packing: { label: "Packing", tone: "accent" },
  awaiting_shipping: { label: "Awaiting shipping", tone: "accent" },
  shipped: { label: "Shipped", tone: "accent" },
  completed: { label: "Completed", tone: "success" },
  returned: { label: "Returned", tone: "warning" },
  canceled: { label: "Cancelled", tone: "neutral" },
  rejected: { label: "Rejected", tone: "danger" },
};
