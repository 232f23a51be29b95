import { become, ensureInstalled } from "./core/project.mjs";

/** `npm run listen`: what webhooks are sent, copied to a receiver on this machine; `-- --help` tells the rest. */
await ensureInstalled();
become("lib/client/listen-process.ts", process.argv.slice(2));
