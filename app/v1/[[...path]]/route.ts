import { notFoundRoute } from "#lib/http/methods.ts";

/** Paths under /v1 that nothing else answers. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = notFoundRoute("mage");
