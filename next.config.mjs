/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  // Titles come with the page for every browser. Streamed after it, they are missing for a moment at every refresh.
  htmlLimitedBots: /./,
  poweredByHeader: false,
  // The console is never shown inside another site, and tells other sites nothing of its addresses.
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        {
          key: "Content-Security-Policy",
          value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'",
        },
        { key: "X-Frame-Options", value: "DENY" },
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Referrer-Policy", value: "same-origin" },
      ],
    },
  ],
  // Files to import come by an action: the largest that is taken, and what is around it.
  experimental: { serverActions: { bodySizeLimit: "9mb" } },
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
