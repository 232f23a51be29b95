import { Status } from "#components/ui/status.tsx";

type ActiveStatusProps = { isActive: boolean; appearance?: "plain" | "pill" };

/** Of a reward, a campaign, an achievement. */
export function ActiveStatus({ isActive, appearance }: ActiveStatusProps) {
  return (
    <Status tone={isActive ? "success" : "neutral"} appearance={appearance}>
      {isActive ? "Active" : "Not active"}
    </Status>
  );
}
