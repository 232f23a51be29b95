import { ensureGenerated, ensureInstalled, must } from "./core/project.mjs";

/** `npm run client:types`: the types of lib/client, from the routes as they are. */
await ensureInstalled();
await ensureGenerated();
await must("The types could not be written.", "vitest", [
  "run",
  "--project",
  "unit",
  "app/api/openapi.json/client-types",
  "--update",
]);
