import { Table, TableBody, TableCell, TableRow } from "#components/ui/table.tsx";
import { HIDDEN_HEADER_VALUE } from "./curl-command.ts";

type HeaderLinesProps = { label: string; headers: readonly { name: string; value: string }[] };

export function HeaderLines({ label, headers }: HeaderLinesProps) {
  if (headers.length === 0) return <p className="text-xs text-muted">No headers.</p>;
  return (
    <div className="overflow-hidden rounded-lg border">
      <Table label={label} className="max-sm:table-fixed">
        <TableBody>
          {headers.map(({ name, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice, and the list never changes.
            <TableRow key={index}>
              <th
                scope="row"
                className="px-3 py-1.5 text-left align-top font-mono text-xs font-normal text-muted max-sm:w-40 max-sm:break-words sm:w-px sm:whitespace-nowrap"
              >
                {name}
              </th>
              <TableCell className="h-auto font-mono text-xs [overflow-wrap:anywhere]">
                {value === HIDDEN_HEADER_VALUE ? (
                  <span className="text-muted">
                    <span aria-hidden>{value}</span>
                    <span className="sr-only">hidden</span>
                  </span>
                ) : (
                  value
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
