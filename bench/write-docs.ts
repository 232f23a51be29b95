import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { UsageError } from "./arguments.ts";
import { fillMarks, markdownTable } from "./document.ts";
import { charts } from "./document-charts.ts";
import { scenarioTable, targetsTable } from "./document-tables.ts";
import { figureOf, type Report, type ScenarioReport, withRange } from "./report.ts";

const DOCS = join(import.meta.dirname, "..", "docs");
const DOCUMENT = join(DOCS, "performance.md");

type Read = { file: string; report: Report };

/**
 * Puts the figures of result files into docs/performance.md and draws its charts. Of a scenario that is in several
 * files, the last counts. Answers with sentences about what was done. Throws UsageError.
 */
export function writeDocs(files: readonly string[]): string[] {
  const reports = files.map((file) => ({ file: basename(file), report: readReport(file) }));
  const scenarios = new Map(
    reports.flatMap(({ report }) => report.scenarios.map((scenario) => [scenario.name, scenario] as const)),
  );
  const before = readFileSync(DOCUMENT, "utf8");
  const { document, missing } = fillMarks(before, (name) => textFor(name, scenarios, reports));
  writeFileSync(DOCUMENT, document);
  const drawn = charts(scenarios);
  for (const [name, svg] of drawn) writeFileSync(join(DOCS, name), svg);
  const left = missing.length === 0 ? [] : [`Left as it was, without a result: ${missing.join("; ")}.`];
  return [
    `Written: docs/performance.md, ${[...drawn.keys()].map((name) => `docs/${name}`).join(", ")}.`,
    ...left,
  ];
}

/** `runs`, `targets`, `table <scenario>`, or `<scenario> | <variant> | <figure>` for one value in a sentence. */
function textFor(
  name: string,
  scenarios: ReadonlyMap<string, ScenarioReport>,
  reports: readonly Read[],
): string | null {
  if (name === "runs") return runsTable(reports);
  if (name === "targets") return targetsTable([...scenarios.values()]);
  if (name.startsWith("table ")) {
    const scenario = scenarios.get(name.slice("table ".length));
    return scenario === undefined ? null : scenarioTable(scenario);
  }
  const [scenario = "", variant = "", figure = ""] = name.split(" | ");
  const found = figureOf(scenarios.get(scenario)?.rows ?? [], variant, figure);
  return found === null ? null : withRange(found);
}

function runsTable(reports: readonly Read[]): string {
  return markdownTable(
    ["file", "date", "machine", "versions", "took"],
    reports.map(({ file, report: { date, machine, versions, tookS, isQuick } }) => [
      `[${file}](../bench/results/${file})${isQuick ? " (short form)" : ""}`,
      date.slice(0, 10),
      `${machine.cores} × ${machine.cpu}, ${machine.memoryGb} GB, ${machine.system}`,
      `Pointhook ${versions.pointhook} (${versions.commit}), Node ${versions.node}, PostgreSQL ${versions.postgres}`,
      `${Math.round(tookS / 60)} min`,
    ]),
  );
}

function readReport(file: string): Report {
  try {
    const report = JSON.parse(readFileSync(file, "utf8")) as Partial<Report>;
    if (Array.isArray(report.scenarios)) return report as Report;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  throw new UsageError(`${file} holds no results of this benchmark.`);
}
