import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import { type FaultReport, reportTable } from "./report.ts";

/** Prints what the tests of faults measured, and writes it to a file for programs. */
export default class FaultReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const reports: FaultReport[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) reports.push(...(test.meta().faults ?? []));
    }
    if (reports.length === 0) return;
    const file = process.env.FAULTS_REPORT ?? join(".cache", "faults.json");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), reports }, null, 2)}\n`);
    console.log(`\n${reportTable(reports)}\n\nThe same for programs: ${file}`);
  }
}
