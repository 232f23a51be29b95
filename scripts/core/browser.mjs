import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { environment, fail, node, root } from "./project.mjs";

/** Finds a Chromium for the browser tests, or installs one. */

/** The shell first: it draws no window. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
/** Behind a closed network the download may hang instead of failing. */
const DOWNLOAD_MS = 180_000;

/** Answers with the path of a browser that runs; ends the process with one sentence when there is none to be had. */
export async function ensureBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== "") {
    if (!runs(given)) fail(`CHROMIUM_PATH is ${given}, which is no Chromium that runs.`);
    return given;
  }
  const found = [await playwrightsOwn(), ...installed()].find(runs);
  if (found !== undefined) return found;

  console.log("No Chromium is installed: Playwright's is downloaded …");
  spawnSync(node, [join(root, "node_modules", "playwright", "cli.js"), "install", "chromium"], {
    env: environment(),
    stdio: "inherit",
    timeout: DOWNLOAD_MS,
  });
  const downloaded = await playwrightsOwn();
  if (runs(downloaded)) return downloaded;

  installPackage();
  const packaged = installed().find(runs);
  if (packaged !== undefined) return packaged;
  return fail(
    "The browser tests need a Chromium, and none could be installed: install one (on Debian: apt-get install chromium), or name one in CHROMIUM_PATH.",
  );
}

async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

function installed() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...ELSEWHERE];
}

/** A file alone proves nothing: libraries may be missing, and some systems have stubs that only print advice. */
function runs(path) {
  if (path === undefined || !existsSync(path)) return false;
  return spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}

/** Debian's package, where we may install it without being asked for a password. */
function installPackage() {
  const succeeds = (command, args) => spawnSync(command, args, { stdio: "ignore" }).status === 0;
  if (!succeeds("apt-get", ["--version"])) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !succeeds("sudo", ["-n", "true"])) return;

  console.log("Debian's Chromium is installed …");
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium-headless-shell"]]) {
    const command = ["apt-get", "-q", ...args];
    const [program, ...rest] = isRoot
      ? command
      : ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", ...command];
    spawnSync(program, rest, {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: "inherit",
    });
  }
}
