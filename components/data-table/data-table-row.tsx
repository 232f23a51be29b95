"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, memo } from "react";
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

const INTERACTIVE = "a, button, input, select, textarea, label, summary, [role='menuitem']";

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
      data-href={href ? "" : undefined}
      onClick={href ? follow : undefined}
      className={isTight ? "data-row is-tight" : "data-row"}
    >
      {columns.map((column) => {
        const isTitle = column.id === titleId;
        const card = isTitle ? "title" : (column.card ?? "line");
        const content = column.cell(row);
        return (
          <td
            key={column.id}
            {...tableRoles.cell}
            data-card={card}
            data-align={column.align}
            data-extra={column.isExtra}
            className={column.className === undefined ? "data-cell" : `data-cell ${column.className}`}
          >
            {card === "line" && !column.hideHeader && (
              <span aria-hidden className="data-label">
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
