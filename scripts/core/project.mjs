import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Steps that every command shares. Plain Node without dependencies: these run before anything is installed. */

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const binaries = join(root, "node_modules", ".bin");
/** The Node version that the project pins, from npm, whatever the machine has. */
export const node = join(binaries, process.platform === "win32" ? "node.cmd" : "node");

export function environment(extra = {}) {
  return {
    ...process.env,
    PATH: `${binaries}:${process.env.PATH ?? ""}`,
    NEXT_TELEMETRY_DISABLED: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
    // Prisma would download its native schema engine, which nothing here uses; any existing file keeps it from that.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    // What was compiled once is not compiled again by the next process: half of what starting one costs.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, ".cache", "compiled"),
    // A log that nobody watches as it is written is read as text.
    ...(process.stdout.isTTY ? {} : { NO_COLOR: "1" }),
    ...extra,
  };
}

/** Prints one sentence and ends the process. */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/**
 * Runs a command to its end. With `quiet`, its output is shown only when it fails; with `kept`, the caller shows it.
 * Answers with the exit code, and with the output that was not shown as it came.
 */
export function run(command, args, { quiet = false, kept = false, env = {}, cwd = root } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env: environment(env),
      stdio: quiet || kept ? ["ignore", "pipe", "pipe"] : "inherit",
    });
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      output += chunk;
    });
    child.once("error", (error) => done({ code: 127, output: String(error) }));
    child.once("close", (code) => {
      if (quiet && !kept && code !== 0) console.error(output.trimEnd());
      done({ code: code ?? 1, output });
    });
  });
}

/** Runs a command that has to succeed. */
export async function must(sentence, command, args, options) {
  const { code } = await run(command, args, options);
  if (code !== 0) fail(sentence);
}

/** Installs the packages of the lock file, if they are not the ones that are there. */
export async function ensureInstalled() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Pointhook needs Node 20.19 or later; this is ${process.versions.node}.`);
  }
  const stamp = join(root, "node_modules", ".pointhook-installed");
  const wanted = digest([join(root, "package-lock.json")]);
  if (read(stamp) === wanted && existsSync(node)) return;
  console.log("Installing packages …");
  // Not `npm ci`: it refuses a lock file that lacks packages of other platforms, and some registries do not
  // carry all of those. The versions are the lock file's all the same, and the file stays as it is.
  await must("The packages could not be installed.", "npm", [
    "install",
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    // A shell that runs in production mode would leave out what the build needs.
    "--include=dev",
  ]);
  writeFileSync(stamp, wanted);
}

/** Makes Prisma's client from the schema, if the schema changed. */
export async function ensureGenerated() {
  const target = join(root, "lib", "platform", "generated", "prisma");
  const stamp = join(root, ".cache", "prisma-client");
  const wanted = digest(filesOf(["prisma/schema", "package-lock.json"]));
  if (read(stamp) === wanted && existsSync(join(target, "client.ts"))) return;
  await must("The database client could not be generated.", "prisma", ["generate"], { quiet: true });
  write(stamp, wanted);
}

const BUILD_INPUTS = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];

/** Builds the web app, if its sources changed since the last build. */
export async function ensureBuilt() {
  await ensureGenerated();
  const stamp = join(root, ".next", "pointhook-built");
  const wanted = digest(filesOf(BUILD_INPUTS));
  if (read(stamp) === wanted && existsSync(join(root, ".next", "BUILD_ID"))) return;
  console.log("Building …");
  rmSync(stamp, { force: true });
  await must("The build failed.", "next", ["build"], { quiet: true });
  write(stamp, wanted);
}

/** Hands over to a program of the project under the pinned Node; signals reach it, its exit code becomes ours. */
export function become(program, args = [], env = {}, flags = []) {
  const child = spawn(node, [...flags, join(root, program), ...args], {
    cwd: root,
    env: environment(env),
    stdio: "inherit",
  });
  // From a terminal the child gets the signal itself; from elsewhere only we do. It takes the second one calmly.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // npm passes a signal to the shell that it started us with, and that shell ends without passing it on.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => {
      if (process.ppid !== parent) child.kill("SIGTERM");
    }, 250).unref();
  }
  child.once("error", (error) => fail(`The process could not be started: ${error.message}`));
  child.once("exit", (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
}

const TEST_FILE = /\.test\.tsx?$/;

/** Files below the given paths, sorted; missing paths are left out, and so is what no build reads. */
export function filesOf(paths) {
  const found = [];
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isFile()) {
      if (!TEST_FILE.test(path)) found.push(path);
      return;
    }
    for (const name of readdirSync(path).sort()) {
      if (name !== "generated" && name !== "testing" && name !== "testdata") visit(join(path, name));
    }
  };
  for (const path of paths) visit(join(root, path));
  return found;
}

function digest(files) {
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function read(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
