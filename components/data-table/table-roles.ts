/**
 * The roles that the table elements have by nature, said again: some browsers drop them together with
 * `display: table`, which the cards on phones do without.
 */
export const tableRoles = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  cell: { role: "cell" },
} as const;
