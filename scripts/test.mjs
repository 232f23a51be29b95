import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBrowser } from "./core/browser.mjs";
import { ensureBuilt, ensureGenerated, ensureInstalled, run } from "./core/project.mjs";
import { makeScratchFolder } from "./core/scratch-folder.mjs";

/**
 * `npm test`: nearly everything, from a fresh clone, with some of the tests that take processes down and up again, and
 * without those that look at each view in each width and theme, or at how long something takes.
 * `npm test -- all` has all of them. `npm test -- checks|unit|integration|processes|faults|e2e` runs one part; what follows goes to its runner, for instance
 * `npm test -- e2e e2e/smoke.spec.ts`.
 */

const PARTS = ["checks", "unit", "integration", "processes", "faults", "e2e"];
/** Of the tests of processes and of faults, those that show most and need not wait for leases to run out. */
const QUICK_PROCESSES = ["start.process", "worker.process"];
const QUICK_FAULTS = ["worker-killed", "receivers", "changed-webhook"];
const QUICK_E2E = ["e2e/smoke", "e2e/api/", "e2e/console/"];
const [first, ...rest] = process.argv.slice(2);
const part = first === "all" ? undefined : first;
if (part !== undefined && !PARTS.includes(part)) {
  console.error(
    `There is no part "${part}" of the tests: choose one of ${PARTS.join(", ")}, "all", or none for most.`,
  );
  process.exit(1);
}
const wants = (...parts) => part === undefined || parts.includes(part);

/** Databases, profiles of browsers and reports; gone when this process ends. */
const scratch = makeScratchFolder();
const counts = { passed: 0, failed: 0 };
/** It has said so, and is counted. */
class FailedStep extends Error {}
/** Whether several steps run, each of which shows what it printed when it has ended. */
let isSideBySide = false;

await prepare("Packages", ensureInstalled);
await prepare("Database client", ensureGenerated);
let browser;
if (wants("e2e")) {
  await prepare("Browser", async () => {
    browser = await ensureBrowser();
  });
}
if (wants("checks")) {
  await sideBySide(
    // By itself it would have four checkers, which do much of the work four times.
    () => check("Types", "tsc", ["--noEmit", "--checkers", "1"]),
    async () => {
      await check("Format and lint", "biome", ["ci", "."]);
      await check("Unused code and packages", "knip", ["--no-progress"]);
      await check("Import directions", "depcruise", [
        "--config",
        ".dependency-cruiser.mjs",
        "app",
        "components",
        "lib",
      ]);
      // Types take longer than all of these.
      if (part === undefined) await prepare("Build", ensureBuilt);
    },
  );
}
// The tests of processes start the built app too.
if (part === "processes" || part === "e2e") await prepare("Build", ensureBuilt);
if (part === undefined) {
  await vitest("Unit and integration tests", ["--project", "unit", "--project", "integration"]);
  const isWhole = first === "all";
  const quick = isWhole ? "" : ", the quick ones";
  // A call for each: both prepare a database, and the engine that migrates it can be loaded once in a process.
  const processes = () =>
    vitest(`Tests of processes${quick}`, ["--project", "processes", ...(isWhole ? [] : QUICK_PROCESSES)]);
  const faults = () => vitest(`Faults${quick}`, ["--project", "faults", ...(isWhole ? [] : QUICK_FAULTS)]);
  // Those that are not quick count repeats against what a machine of their own allows.
  if (isWhole) {
    await processes();
    await faults();
  } else {
    await sideBySide(processes, faults);
  }
}
if (part === "unit") await vitest("Unit tests", ["--project", "unit"]);
if (part === "integration") await vitest("Integration tests", ["--project", "integration"]);
if (part === "processes") await vitest("Tests of processes", ["--project", "processes"]);
if (part === "faults") await vitest("Faults", ["--project", "faults"]);
if (wants("e2e")) {
  await playwright("Browser and API tests", first === undefined ? QUICK_E2E : rest);
}
finish(0);

async function vitest(name, args) {
  const file = join(scratch, `${name}.json`);
  await step(name, async () => {
    const { code, output } = await run(
      "vitest",
      [
        "run",
        ...args,
        "--reporter=default",
        "--reporter=json",
        "--reporter=./lib/testing/faults/reporter.ts",
        `--outputFile.json=${file}`,
        ...rest,
      ],
      { kept: isSideBySide, env: { TMPDIR: scratch } },
    );
    const report = readReport(file);
    return {
      code,
      output,
      passed: report?.numPassedTests,
      failed: report?.numFailedTests,
    };
  });
}

async function playwright(name, args) {
  const file = join(scratch, "playwright.json");
  await step(name, async () => {
    const { code } = await run("playwright", ["test", "--reporter=list,json", ...args], {
      env: { TMPDIR: scratch, CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    });
    const stats = readReport(file)?.stats;
    return { code, passed: stats?.expected, failed: stats && stats.unexpected + stats.flaky };
  });
}

/** A step that ends the process itself when it cannot succeed. */
function prepare(name, action) {
  return step(name, async () => {
    await action();
    return { code: 0 };
  });
}

function check(name, command, args) {
  return step(name, () => run(command, args, { kept: isSideBySide }));
}

/** Lines of steps, of which one waits while another computes. All come to their end, also when one fails. */
async function sideBySide(...lines) {
  isSideBySide = true;
  const ended = await Promise.allSettled(lines.map((line) => line()));
  isSideBySide = false;
  const failures = ended.filter(({ status }) => status === "rejected").map(({ reason }) => reason);
  const defect = failures.find((reason) => !(reason instanceof FailedStep));
  if (defect !== undefined) throw defect;
  if (failures.length > 0) finish(1);
}

/** Stops everything when the step fails. One that fails without a failed test counts as one failure. */
async function step(name, action) {
  const title = `\n── ${name}`;
  if (!isSideBySide) console.log(title);
  const startedAtMs = performance.now();
  const { code, passed = 0, failed = 0, output } = await action();
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  counts.passed += passed;
  counts.failed += code !== 0 && failed === 0 ? 1 : failed;
  if (isSideBySide) console.log(`${title}\n${output?.trimEnd() ?? ""}`);
  if (code === 0 && failed === 0) {
    console.log(`── ${name}: ${seconds} s`);
    return;
  }
  console.error(`── ${name}: failed after ${seconds} s; what comes after it was not run.`);
  if (isSideBySide) throw new FailedStep(name);
  finish(1);
}

function finish(code) {
  console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
  process.exit(code);
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
