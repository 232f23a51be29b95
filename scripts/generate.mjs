import { ensureGenerated, ensureInstalled } from "./core/project.mjs";

/** `npm run generate`: Prisma's client, which is not committed. */
await ensureInstalled();
await ensureGenerated();
