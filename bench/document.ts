/**
 * Text between marks in a document, which is made from result files. A mark names what belongs between it and the
 * next end mark: `<!-- bench: name -->…<!-- /bench -->`.
 */

const MARKED = /(<!-- bench: (.+?) -->)([\s\S]*?)(<!-- \/bench -->)/g;

/** Answers with the document, and the names for which there was nothing: their text is as it was. */
export function fillMarks(
  document: string,
  make: (name: string) => string | null,
): { document: string; missing: string[] } {
  const missing: string[] = [];
  const filled = document.replace(MARKED, (whole, start: string, name: string, old: string, end: string) => {
    const made = make(name);
    if (made === null) {
      missing.push(name);
      return whole;
    }
    // A block stands between blank lines, a value in its sentence.
    const isBlock = made.includes("\n") || old.startsWith("\n");
    return isBlock ? `${start}\n\n${made.trim()}\n\n${end}` : start + made + end;
  });
  return { document: filled, missing };
}

/** A Markdown table with columns of even width, as the formatter would have it. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) =>
    Math.max(3, ...lines.map((line) => [...(line[column] ?? "")].length)),
  );
  const format = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => pad(cells[column] ?? "", width)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  const [first = [], ...rest] = lines;
  return [format(first), rule, ...rest.map(format)].join("\n");
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - [...text].length));
}
