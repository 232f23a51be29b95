import { become, ensureBuilt, ensureInstalled } from "./core/project.mjs";

/** `npm run web`: the web process alone, on a database that `npm run migrate` has prepared. */
await ensureInstalled();
await ensureBuilt();
become("lib/setup/web-process.ts");
