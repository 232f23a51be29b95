/**
 * The page numbers a pager shows: first, last and those around the current one, with gaps between.
 * A gap never stands for a single page. At most seven entries.
 */
export function pageWindow(page: number, pageCount: number): (number | "gap")[] {
  if (pageCount <= 7) return Array.from({ length: Math.max(pageCount, 1) }, (_, index) => index + 1);
  if (page <= 4) return [1, 2, 3, 4, 5, "gap", pageCount];
  if (page >= pageCount - 3) {
    return [1, "gap", pageCount - 4, pageCount - 3, pageCount - 2, pageCount - 1, pageCount];
  }
  return [1, "gap", page - 1, page, page + 1, "gap", pageCount];
}
