import { become, ensureBuilt, ensureInstalled } from "./core/project.mjs";

/** `npm start`: everything, from a fresh clone. With `-- --demo` there is a programme to look at. */
await ensureInstalled();
await ensureBuilt();
become("lib/setup/start-process.ts", process.argv.slice(2));
