"use client";

import { Copy, ExternalLink, KeyRound, Pause, Pencil, Play, Send, Trash2 } from "lucide-react";
import { DropdownMenu, MenuItem, MenuLink, MenuSeparator } from "#components/ui/dropdown-menu.tsx";
import type { OnDemandProps } from "#components/ui/on-demand.tsx";
import type { WebhookRow } from "./webhook-row.ts";

export type WebhookRowMenuProps = {
  row: WebhookRow;
  onTest: (row: WebhookRow) => void;
  onRotate: (row: WebhookRow) => void;
  onPause: (row: WebhookRow) => void;
  onResume: (row: WebhookRow) => void;
  onDelete: (row: WebhookRow) => void;
};

export function WebhookRowMenuPopup({
  trigger,
  defaultOpen,
  row,
  onTest,
  onRotate,
  onPause,
  onResume,
  onDelete,
}: OnDemandProps & WebhookRowMenuProps) {
  const href = `/settings/webhooks/${row.id}`;
  return (
    <DropdownMenu trigger={trigger} defaultOpen={defaultOpen}>
      <MenuLink href={href} icon={<ExternalLink aria-hidden />}>
        Open
      </MenuLink>
      <MenuLink href={`${href}/settings`} icon={<Pencil aria-hidden />}>
        Edit
      </MenuLink>
      <MenuItem icon={<Send aria-hidden />} onSelect={() => onTest(row)}>
        Send test
      </MenuItem>
      {row.state === "active" ? (
        <MenuItem icon={<Pause aria-hidden />} onSelect={() => onPause(row)}>
          Pause
        </MenuItem>
      ) : (
        <MenuItem icon={<Play aria-hidden />} onSelect={() => onResume(row)}>
          Resume
        </MenuItem>
      )}
      <MenuLink href={`/settings/webhooks/new?from=${row.id}`} icon={<Copy aria-hidden />}>
        Duplicate
      </MenuLink>
      <MenuItem icon={<KeyRound aria-hidden />} onSelect={() => onRotate(row)}>
        Rotate secret
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 aria-hidden />} tone="danger" onSelect={() => onDelete(row)}>
        Delete
      </MenuItem>
    </DropdownMenu>
  );
}
