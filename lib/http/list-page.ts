import { compileList, type ListColumns, type ListQuery } from "./core/list-columns.ts";

export type ListTotals = { all: number; filtered: number; estimated: boolean };

type Source<Where, OrderBy extends object, Row> = {
  /** What the list holds before any filter. */
  all: Where;
  /** The order when none is asked for. */
  orderBy: OrderBy[];
  find(page: { where: Where; orderBy: OrderBy[]; skip: number; take: number }): Promise<Row[]>;
  count(where: Where): Promise<number>;
};

/** One page of a list, and how many there are with the filters and without. */
export async function readPage<Where extends { AND?: unknown }, OrderBy extends object, Row>(
  columns: ListColumns,
  query: ListQuery,
  source: Source<Where, OrderBy, Row>,
): Promise<{ rows: Row[]; total: ListTotals }> {
  const list = compileList<object, OrderBy>(columns, query);
  // `Where` has a key for all that must hold.
  const where = { AND: [source.all, ...list.where] } as unknown as Where;
  const [rows, filtered, all] = await Promise.all([
    source.find({
      where,
      orderBy: list.orderBy.length > 0 ? list.orderBy : source.orderBy,
      skip: list.skip,
      take: list.take,
    }),
    source.count(where),
    list.where.length === 0 ? null : source.count(source.all),
  ]);
  return { rows, total: { all: all ?? filtered, filtered, estimated: false } };
}
