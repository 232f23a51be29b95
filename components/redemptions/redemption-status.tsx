import { Status } from "#components/ui/status.tsx";
import type { RedemptionStatus as StatusName } from "#lib/loyalty/redemptions/constants.ts";
import { REDEMPTION_STATUS_WORDS } from "./redemption-words.ts";

type RedemptionStatusProps = { status: StatusName; appearance?: "plain" | "pill" };

export function RedemptionStatus({ status, appearance }: RedemptionStatusProps) {
  const { label, tone } = REDEMPTION_STATUS_WORDS[status];
  return (
    <Status tone={tone} appearance={appearance}>
      {label}
    </Status>
  );
}
