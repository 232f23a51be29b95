import { Send, Webhook } from "lucide-react";
import type { NavigationGroup } from "#components/layout/navigation.ts";

export const HOME_HREF = "/settings/webhooks";

/** Pages that exist, and that the administrator may open. */
export function consoleNavigation({ mayViewWebhooks }: { mayViewWebhooks: boolean }): NavigationGroup[] {
  if (!mayViewWebhooks) return [];
  return [
    { items: [{ href: "/deliveries", label: "Deliveries", icon: <Send aria-hidden /> }] },
    {
      label: "Settings",
      items: [{ href: "/settings/webhooks", label: "Webhooks", icon: <Webhook aria-hidden /> }],
    },
  ];
}
