import { become, ensureGenerated, ensureInstalled } from "./core/project.mjs";

/** `npm run migrate`: brings the database of DATABASE_URL to this version. */
await ensureInstalled();
await ensureGenerated();
become("lib/setup/migrate-process.ts", process.argv.slice(2));
