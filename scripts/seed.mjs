import { become, ensureGenerated, ensureInstalled } from "./core/project.mjs";

/** `npm run seed -- demo`: fills a database with something to look at. */
await ensureInstalled();
await ensureGenerated();
become("lib/setup/seed-process.ts", process.argv.slice(2));
