"use client";

import { ChevronDown, ChevronUp, Maximize2, SearchX } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useShortcuts } from "#components/console/shortcuts.ts";
import { buttonVariants } from "#components/ui/button-variants.ts";
import { cn } from "#components/ui/cn.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** A delivery as the server has laid it out; `content` is null when there is none with this id. */
export type OpenedDelivery = { deliveryId: string; content: ReactNode | null };

type DeliverySheetProps = {
  /** What the address asks for; null: closed. */
  openedId: string | null;
  /** What the server has sent so far. */
  opened: OpenedDelivery | null;
  /** Ids of the page's rows, in their order. */
  ids: readonly string[];
  onOpen: (deliveryId: string | null) => void;
};

/** A delivery beside the log, with the way to the one above and below it. */
export function DeliverySheet({ openedId, opened, ids, onOpen }: DeliverySheetProps) {
  const index = openedId === null ? -1 : ids.indexOf(openedId);
  const previous = index > 0 ? ids[index - 1] : undefined;
  const next = index >= 0 ? ids[index + 1] : undefined;
  const isHere = opened !== null && opened.deliveryId === openedId;
  const content = useRef<HTMLDivElement>(null);
  const page = `/deliveries/${openedId ?? ""}`;
  return (
    <Sheet
      title="Delivery"
      description={index < 0 ? undefined : `${index + 1} of ${ids.length} on this page`}
      open={openedId !== null}
      onOpenChange={(open) => !open && onOpen(null)}
      className="max-w-3xl bg-background!"
      initialFocus={content}
      actions={
        <>
          <SheetKeys onPrevious={() => previous && onOpen(previous)} onNext={() => next && onOpen(next)} />
          <IconButton
            size="sm"
            label="Previous delivery"
            tooltip="Previous (K)"
            side="bottom"
            disabled={previous === undefined}
            icon={<ChevronUp aria-hidden />}
            onClick={() => previous && onOpen(previous)}
          />
          <IconButton
            size="sm"
            label="Next delivery"
            tooltip="Next (J)"
            side="bottom"
            disabled={next === undefined}
            icon={<ChevronDown aria-hidden />}
            onClick={() => next && onOpen(next)}
          />
          <CopyButton label="Copy link" text={() => new URL(page, location.href).href} />
          <Link
            href={page}
            aria-label="Open as a page"
            className={cn(buttonVariants({ variant: "ghost", size: "icon-sm" }))}
          >
            <Maximize2 aria-hidden />
          </Link>
        </>
      }
    >
      <div ref={content} tabIndex={-1} className="px-4 py-4 outline-none">
        {!isHere ? (
          <div role="status" aria-busy aria-label="Loading the delivery">
            <Skeleton className="mb-2 h-7 w-72 max-w-full" />
            <Skeleton className="mb-6 w-40" />
            <Skeleton className="h-24 rounded-lg" />
            <Skeleton className="mt-3 h-96 rounded-lg" />
          </div>
        ) : (
          (opened.content ?? (
            <EmptyState
              icon={<SearchX />}
              title="There is no such delivery"
              description="It does not exist, belongs to another store, or is past the retention."
            />
          ))
        )}
      </div>
    </Sheet>
  );
}

/** Mounted with the sheet, so the keys are its own. */
function SheetKeys({ onPrevious, onNext }: { onPrevious: () => void; onNext: () => void }) {
  useShortcuts({ k: onPrevious, j: onNext }, { isInDialog: true });
  return null;
}
