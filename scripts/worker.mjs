import { become, ensureGenerated, ensureInstalled } from "./core/project.mjs";

/** `npm run worker`: one worker process. Any number of them, on any machine. */
await ensureInstalled();
await ensureGenerated();
// The flags of lib/delivery/worker-flags.ts, which the system's Node may be too old to read.
become("lib/delivery/worker-process.ts", [], {}, ["--max-semi-space-size=16"]);
