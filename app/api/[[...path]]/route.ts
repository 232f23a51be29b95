import { notFoundRoute } from "#lib/http/methods.ts";

/** Paths under /api that nothing else answers: an error that programs can read, not the console's page. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = notFoundRoute();
