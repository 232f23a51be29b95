/**
 * Which part of a range comes next. Deliveries and events are read from two indexes, each up to a limit; one
 * cursor follows both, because ids of either rise with time.
 */

export type Scanned<Row extends { id: string }> = {
  /** In the order of their ids. */
  rows: readonly (Row & { isWanted: boolean })[];
  /** More rows may follow the last one. */
  isCut: boolean;
};

export type Chunk<Delivery, Event> = {
  deliveries: Delivery[];
  events: Event[];
  /** Everything up to here, this id included, has been taken or is not wanted. */
  cursor: string;
  /** Nothing of the range is left. */
  isLast: boolean;
};

/**
 * The first `room` wanted rows of both, and how far that leads. Ids are lower-case UUIDs, which compare as text.
 * @param endId the end of the range: where the cursor stands when nothing is left
 */
export function nextChunk<Delivery extends { id: string }, Event extends { id: string }>(
  deliveries: Scanned<Delivery>,
  events: Scanned<Event>,
  room: number,
  endId: string,
): Chunk<Delivery, Event> {
  const frontier = lower(lastSeen(deliveries, endId), lastSeen(events, endId));
  const wantedIds = [...deliveries.rows, ...events.rows]
    .filter((row) => row.isWanted && row.id <= frontier)
    .map((row) => row.id)
    .sort();
  const lastWanted = wantedIds[room - 1];
  const cursor = wantedIds.length > room && lastWanted !== undefined ? lastWanted : frontier;
  const isTaken = (row: { id: string; isWanted: boolean }) => row.isWanted && row.id <= cursor;
  return {
    deliveries: deliveries.rows.filter(isTaken),
    events: events.rows.filter(isTaken),
    cursor,
    isLast: cursor === endId,
  };
}

function lastSeen<Row extends { id: string }>({ rows, isCut }: Scanned<Row>, endId: string): string {
  return isCut ? (rows.at(-1)?.id ?? endId) : endId;
}

function lower(a: string, b: string): string {
  return a < b ? a : b;
}
