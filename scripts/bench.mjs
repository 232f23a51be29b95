import { become, ensureBuilt, ensureGenerated, ensureInstalled } from "./core/project.mjs";

/** `npm run bench [-- scenario …] [options]`; `-- --help` tells them. */
const given = process.argv.slice(2);
// What is printed then is the results and nothing else.
if (given.includes("--json")) console.log = console.error;
await ensureInstalled();
if (["--help", "-h", "--list", "--write-docs"].some((option) => given.includes(option)))
  await ensureGenerated();
else await ensureBuilt();
become("bench/run.ts", given, { NODE_ENV: "production" });
