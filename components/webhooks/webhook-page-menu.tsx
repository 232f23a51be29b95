"use client";

import { KeyRound, Trash2 } from "lucide-react";
import { DropdownMenu, MenuItem, MenuSeparator } from "#components/ui/dropdown-menu.tsx";
import type { OnDemandProps } from "#components/ui/on-demand.tsx";

type WebhookPageMenuProps = OnDemandProps & { onRotate: () => void; onDelete: () => void };

export function WebhookPageMenu({ trigger, defaultOpen, onRotate, onDelete }: WebhookPageMenuProps) {
  return (
    <DropdownMenu trigger={trigger} defaultOpen={defaultOpen}>
      <MenuItem icon={<KeyRound aria-hidden />} onSelect={onRotate}>
        Rotate secret
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 aria-hidden />} tone="danger" onSelect={onDelete}>
        Delete
      </MenuItem>
    </DropdownMenu>
  );
}
