import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BenchArguments, parseBenchArguments, UsageError } from "./arguments.ts";
import { machineMs } from "./clock.ts";
import { abortBenchEnvironment, type BenchEnvironment, startBenchEnvironment } from "./environment.ts";
import { judge, type Report, reportOf, type ScenarioReport, summary } from "./report.ts";
import type { Scenario } from "./scenario.ts";
import { NOT_IN_QUICK, ONLY_WHEN_NAMED, SCENARIOS } from "./scenarios.ts";
import { SCENARIO_LIMIT_S, TimeIsUp, withinTime } from "./time-limit.ts";
import { writeDocs } from "./write-docs.ts";

/** `npm run bench`: see HELP. */

const HELP = `npm run bench [-- [scenario …] [options]]

  --quick        a short form, 60 seconds in all: some scenarios in small sizes, one run; a first impression
  --soak         the scenario "soak": ten minutes under load beside a transaction that stays open
  --runs <n>     how often each measurement is repeated (3)
  --json         print the results as JSON and nothing else
  --save <name>  write the results to bench/results/<date>-<name>.json; a full run is always saved
  --list         print the scenarios
  --write-docs <file …>
                 write the tables and charts of docs/performance.md from result files; of a scenario that is in
                 several, the last counts

It runs against its own PostgreSQL in a temporary folder, which it removes. The exit code is 1 when a delivery was
lost, a signature did not hold or a scenario could not end; targets that are not met do not change it.`;

const names = SCENARIOS.map(({ name }) => name);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    // Its database is a process of its own, which nobody else would stop.
    void abortBenchEnvironment().finally(() => process.exit(130));
  });
}

for (const event of ["unhandledRejection", "uncaughtException"] as const) {
  process.on(event, (error: unknown) => {
    console.error(error);
    void abortBenchEnvironment().finally(() => process.exit(1));
  });
}

try {
  const full = names.filter((name) => !ONLY_WHEN_NAMED.has(name));
  const defaults = { full, quick: full.filter((name) => !NOT_IN_QUICK.has(name)) };
  process.exitCode = await main(parseBenchArguments(process.argv.slice(2), names, defaults));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

async function main(given: BenchArguments): Promise<number> {
  switch (given.kind) {
    case "help":
      console.log(HELP);
      return 0;
    case "list":
      for (const { name, about } of SCENARIOS) console.log(`${name.padEnd(20)} ${about}`);
      return 0;
    case "write-docs":
      for (const sentence of writeDocs(given.files)) console.log(sentence);
      return 0;
    case "run":
      return measure(given);
  }
}

async function measure(given: BenchArguments & { kind: "run" }): Promise<number> {
  const startedMs = machineMs();
  const say = given.isJson ? () => {} : (text: string) => console.log(text);
  const environment = await startBenchEnvironment();
  const reports: ScenarioReport[] = [];
  let hasToAbort = false;
  try {
    for (const scenario of SCENARIOS) {
      if (!given.scenarios.includes(scenario.name)) continue;
      if ((machineMs() - startedMs) / 1_000 > given.timeS) {
        say(`${scenario.name}: left out, for the time is up\n`);
        continue;
      }
      const report = await runScenario(scenario, environment, given, (text) =>
        process.stderr.write(given.isJson ? "" : `  ${scenario.name}: ${text}\n`),
      );
      reports.push(report);
      say(`${summary(report)}\n`);
      hasToAbort = report.isUnderWay === true;
      if (hasToAbort) break;
    }
  } finally {
    await (hasToAbort ? abortBenchEnvironment() : environment.stop());
  }
  const report = reportOf(reports, {
    isQuick: given.isQuick,
    tookS: (machineMs() - startedMs) / 1_000,
    postgresVersion: environment.postgresVersion,
  });
  if (given.save !== null) save(report, given.save, say);
  if (given.isJson) console.log(jsonOf(report));
  say(conclusion(report));
  // Of a scenario that was given up, promises are left that nobody waits for.
  if (hasToAbort) process.exit(1);
  return reports.some(({ failure }) => failure !== null) ? 1 : 0;
}

async function runScenario(
  scenario: Scenario,
  on: BenchEnvironment,
  given: BenchArguments & { kind: "run" },
  say: (text: string) => void,
): Promise<ScenarioReport> {
  const startedMs = machineMs();
  const base = { name: scenario.name, about: scenario.about };
  const tookS = () => (machineMs() - startedMs) / 1_000;
  try {
    const size = { isQuick: given.isQuick, runs: given.runs };
    const outcome = await withinTime(
      scenario.run(on, size, say),
      SCENARIO_LIMIT_S[given.isQuick ? "quick" : "full"],
    );
    return {
      ...base,
      tookS: tookS(),
      ...outcome,
      verdicts: judge(scenario, outcome.rows),
      failure: null,
    };
  } catch (error) {
    // The others are measured all the same, unless this one is still under way.
    const failure = error instanceof Error ? error.message : String(error);
    return {
      ...base,
      tookS: tookS(),
      rows: [],
      verdicts: [],
      failure,
      ...(error instanceof TimeIsUp ? { isUnderWay: true as const } : {}),
    };
  }
}

function save(report: Report, name: string, say: (text: string) => void): void {
  const folder = join(import.meta.dirname, "results");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${report.date.slice(0, 10)}-${name}.json`);
  writeFileSync(file, `${jsonOf(report)}\n`);
  say(`Written to bench/results/${report.date.slice(0, 10)}-${name}.json`);
}

/** A figure that could not be measured is left out: JSON has no such number. */
function jsonOf(report: Report): string {
  return JSON.stringify(report, (_, value) => (Number.isNaN(value) ? undefined : value), 2);
}

function conclusion({ scenarios, tookS }: Report): string {
  const verdicts = scenarios.flatMap(({ verdicts }) => verdicts);
  const met = verdicts.filter((verdict) => verdict.met).length;
  const failed = scenarios.filter(({ failure }) => failure !== null).map(({ name }) => name);
  const loud = failed.length === 0 ? "" : ` FAILED: ${failed.join(", ")}.`;
  return `${met} of ${verdicts.length} targets met; ${Math.round(tookS)} s in all.${loud}`;
}
