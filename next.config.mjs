import { SECURITY_HEADERS } from "./lib/http/core/security-headers.ts";

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  // Titles come with the page for every browser. Streamed after it, they are missing for a moment at every refresh.
  htmlLimitedBots: /./,
  poweredByHeader: false,
  headers: async () => [{ source: "/:path*", headers: SECURITY_HEADERS }],
  experimental: {
    // Files to import come by an action: the largest that is taken, and what is around it.
    serverActions: { bodySizeLimit: "9mb" },
    // What runs here is never sent to anybody: small names would only make builds longer and its stacks unreadable.
    serverMinification: false,
    // An installation builds once for each version: to write 270 MB for its next build is a fifth of what this one takes.
    turbopackFileSystemCacheForBuild: false,
    // Nothing reads them: Node would have to be told to, at each start. They are half of what is built.
    turbopackSourceMaps: false,
    turbopackInputSourceMaps: false,
  },
  // Native and worker-based packages must be loaded by Node itself, not bundled.
  serverExternalPackages: [
    "@node-rs/argon2",
    "pg",
    "pino",
    "prom-client",
    "@opentelemetry/api",
    "undici",
    "graphile-worker",
    "@prisma/client",
    "@prisma/adapter-pg",
  ],
  // Types and lint are checked by `npm test`, once, for the whole tree.
  typescript: { ignoreBuildErrors: true },
};

export default config;
