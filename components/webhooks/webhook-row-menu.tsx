"use client";

import { Ellipsis } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { webhookName } from "./webhook-row.ts";
import type { WebhookRowMenuProps } from "./webhook-row-menu-popup.tsx";

const loadMenu = () => import("./webhook-row-menu-popup.tsx").then((module) => module.WebhookRowMenuPopup);

export function WebhookRowMenu(props: WebhookRowMenuProps) {
  const trigger = (
    <IconButton
      size="sm"
      label={`Actions for ${webhookName(props.row)}, ${props.row.url}`}
      tooltip={false}
      icon={<Ellipsis aria-hidden />}
    />
  );
  return (
    <OnDemand kind="menu" load={loadMenu} trigger={trigger}>
      {(Menu) => <Menu {...props} trigger={trigger} defaultOpen />}
    </OnDemand>
  );
}
