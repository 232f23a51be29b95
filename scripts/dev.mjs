import { become, ensureGenerated, ensureInstalled } from "./core/project.mjs";

/** `npm run dev`: as `npm start`, but the web process compiles pages as they are opened and reloads what changes. */
await ensureInstalled();
await ensureGenerated();
become("lib/setup/start-process.ts", ["--dev"]);
