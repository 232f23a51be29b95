import { become, ensureBuilt, ensureInstalled } from "./core/project.mjs";

/** `npm start`: everything, from a fresh clone. */
await ensureInstalled();
await ensureBuilt();
become("lib/setup/start-process.ts");
