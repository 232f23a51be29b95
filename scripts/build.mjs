import { ensureBuilt, ensureInstalled } from "./core/project.mjs";

/** `npm run build`: the web app, if its sources changed. */
await ensureInstalled();
await ensureBuilt();
