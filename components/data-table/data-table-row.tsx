"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, memo } from "react";
import { cn } from "#components/ui/cn.ts";
import { Link } from "#components/ui/link.tsx";
import { tableRoles } from "./table-roles.ts";
import type { DataTableColumn } from "./table-types.ts";

type DataTableRowProps<Row> = {
  row: Row;
  columns: readonly DataTableColumn<Row>[];
  isTight: boolean;
  isInPlace: boolean;
  href?: string;
};

const INTERACTIVE =
  "a, button, input, select, textarea, label, summary, [role='menuitem'], [role='checkbox']";

function UnmemoizedRow<Row>({ row, columns, isTight, isInPlace, href }: DataTableRowProps<Row>) {
  const router = useRouter();
  const titleId = (columns.find((column) => column.card === "title") ?? columns[0])?.id;

  // A convenience for the mouse only: the link in the title cell is the real thing.
  const follow = (event: MouseEvent<HTMLTableRowElement>) => {
    if (!href || event.defaultPrevented || event.button !== 0) return;
    // React bubbles clicks out of portals, such as a menu that the row opened.
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
    if (event.target.closest(INTERACTIVE)) return;
    if (window.getSelection()?.toString()) return;
    if (event.metaKey || event.ctrlKey) window.open(href, "_blank", "noopener");
    else router.push(href, { scroll: !isInPlace });
  };

  return (
    <tr
      {...tableRoles.row}
      data-slot="data-table-row"
      onClick={href ? follow : undefined}
      className={cn(
        "group/row max-sm:relative max-sm:block max-sm:border-b max-sm:px-4 max-sm:py-3 max-sm:last:border-b-0",
        href && "cursor-pointer hover:bg-subtle",
      )}
    >
      {columns.map((column) => {
        const isTitle = column.id === titleId;
        const card = isTitle ? "title" : (column.card ?? "line");
        const content = column.cell(row);
        return (
          <td
            key={column.id}
            {...tableRoles.cell}
            className={cn(
              "h-11 border-b px-3 py-1.5 align-middle group-last/row:border-b-0 first:pl-4 last:pr-4",
              "max-sm:h-auto max-sm:border-b-0 max-sm:p-0! max-sm:text-left!",
              column.align === "end" && "text-right",
              column.align === "center" && "text-center",
              isTight && "px-2",
              column.isExtra && "xl:max-[1400px]:hidden",
              card === "title" && "max-sm:block max-sm:pr-10! max-sm:pb-1.5!",
              card === "corner" && "max-sm:absolute max-sm:top-2 max-sm:right-2.5",
              card === "hidden" && "max-sm:hidden",
              card === "line" && "max-sm:flex max-sm:items-baseline max-sm:gap-3 max-sm:py-0.5!",
              column.className,
            )}
          >
            {card === "line" && !column.hideHeader && (
              <span aria-hidden className="w-28 shrink-0 text-xs text-muted sm:hidden">
                {column.header}
              </span>
            )}
            {isTitle && href ? (
              <Link
                href={href}
                scroll={!isInPlace}
                className="inline-block max-w-full rounded-xs align-middle py-0.5 font-medium text-foreground decoration-border-strong underline-offset-3 hover:underline"
              >
                {content}
              </Link>
            ) : (
              content
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** Drawn again only when the row or the columns are others: what is chosen or filtered is beside it. */
export const DataTableRow = memo(UnmemoizedRow) as typeof UnmemoizedRow;
