/**
 * Which part of the house may know which. Each comment says where the code belongs instead.
 * lib/architecture.test.ts shows that each rule bites.
 */

const TESTS = "\\.test\\.tsx?$|^lib/testing/|^e2e/|^bench/|^prisma/|/testdata/";
const KIT = "^components/(ui|data-table|form|layout|theme)/";

const rule = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

export default {
  forbidden: [
    rule("no-cycles", "Two files that need each other are one, or share a third.", {}, { circular: true }),
    rule(
      "core-is-plain",
      "core/ holds rules: it may use other core, its noun's schema, constants and presented types, the catalogue's names, zod and ipaddr.js. What needs the world belongs into data, mutations or platform.",
      { path: ["^lib/[^/]+/core/", "^lib/loyalty/[^/]+/core/"], pathNot: TESTS },
      {
        pathNot: [
          "^lib/[^/]+/core/",
          "^lib/loyalty/[^/]+/core/",
          "^lib/(loyalty/)?[^/]+/(schema|constants)\\.ts$",
          "^lib/errors/app-error\\.ts$",
          "^lib/catalogue/",
          "(^|node_modules/)zod(/|$)",
          "(^|node_modules/)ipaddr\\.js(/|$)",
        ],
      },
    ),
    rule(
      "kit-knows-no-domain",
      "components/{ui,data-table,form,layout,theme} know no domain: move the component to components/<noun>.",
      { path: KIT, pathNot: TESTS },
      { path: "^(lib|app)/|^components/", pathNot: KIT },
    ),
    rule(
      "components-do-not-read",
      "A component gets its data by props and writes through actions: only schemas, actions, constants, core and the catalogue may be imported from lib.",
      { path: "^components/", pathNot: TESTS },
      {
        path: "^lib/",
        pathNot: [
          "^lib/(loyalty/)?[^/]+/(schema|constants|actions|session-actions|sign-in-outcome)\\.ts$",
          "^lib/[^/]+/core/",
          "^lib/loyalty/[^/]+/core/",
          "^lib/catalogue/",
        ],
      },
    ),
    rule(
      "components-not-from-app",
      "Pages use components, not the other way round.",
      { path: "^components/" },
      { path: "^app/" },
    ),
    rule(
      "pages-load-and-act",
      "A page reads through loaders.ts and writes through actions.ts; data.ts and mutations.ts are for routes, actions and loaders.",
      { path: "^app/\\((console|auth)\\)/", pathNot: TESTS },
      {
        path: "^lib/(loyalty/)?[^/]+/(data|mutations)\\.ts$|^lib/platform/|^lib/delivery/[^/]+\\.ts$|^lib/outbox/",
        pathNot: "^lib/platform/version\\.ts$",
      },
    ),
    rule(
      "routes-call-verbs",
      "A route handler parses, calls a verb and presents: the database belongs into data.ts and mutations.ts.",
      { path: "^app/", pathNot: TESTS },
      { path: "^lib/platform/(db|generated|transaction)" },
    ),
    rule(
      "engine-knows-no-screen",
      "outbox, delivery, signing, platform and catalogue run without a web server: no app, components, next or react.",
      { path: "^lib/(outbox|delivery|signing|platform|catalogue|jobs)/", pathNot: TESTS },
      { path: "^(app|components)/|(^|node_modules/)(next|react|react-dom|next-auth)(/|$)" },
    ),
    rule(
      "lib-not-from-above",
      "lib is used by app and components, not the other way round.",
      { path: "^lib/", pathNot: TESTS },
      { path: "^(app|components|e2e|bench)/" },
    ),
    rule(
      "domains-know-verbs",
      "Under lib/loyalty each folder is a domain: another one may use its verbs (data, mutations), schema and constants, and nothing from inside. What all share is in lib/loyalty itself and its core/.",
      { path: "^lib/loyalty/([^/]+)/", pathNot: TESTS },
      {
        path: "^lib/loyalty/",
        pathNot: [
          "^lib/loyalty/$1/",
          "^lib/loyalty/core/",
          "^lib/loyalty/[^/]+\\.ts$",
          "^lib/loyalty/[^/]+/(data|mutations|transfers|schema|constants)\\.ts$",
        ],
      },
    ),
    rule(
      "client-stands-alone",
      "lib/client is copied into other projects as it is: it may use Node and itself, nothing else.",
      { path: "^lib/client/", pathNot: TESTS },
      { path: "^(app|components|lib)/|node_modules/", pathNot: "^lib/client/" },
    ),
    rule(
      "testing-is-for-tests",
      "Only tests, the benchmark and seeds import lib/testing.",
      { path: "^(app|components|lib|scripts)/", pathNot: TESTS },
      { path: "^lib/testing/" },
    ),
    rule(
      "one-way-out",
      "Requests to receivers leave through lib/platform/outbound-http.ts, where the address policy is.",
      { path: "^(app|components|lib)/", pathNot: `${TESTS}|^lib/platform/outbound-` },
      { path: "(^|node_modules/)undici(/|$)" },
    ),
    rule(
      "one-database-client",
      "lib/platform/db.ts makes every client; use its pool, prisma or transaction.",
      {
        path: "^(app|components|lib)/",
        pathNot: `${TESTS}|^lib/platform/(db|schema-engine|embedded-postgres)\\.ts$|^lib/platform/generated/`,
      },
      {
        path: "(^|node_modules/)(pg|@prisma/client|@prisma/adapter-pg)(/|$)",
        dependencyTypesNot: ["type-only"],
      },
    ),
    rule(
      "links-wait-for-intent",
      "Next's link fetches its page as soon as it is shown: use components/ui/link.tsx, which waits for the pointer or the focus.",
      { path: "^(app|components)/", pathNot: "^components/ui/link\\.tsx$" },
      { path: "(^|node_modules/)next/link(\\.js)?$" },
    ),
    rule(
      "generated-through-db",
      "The generated client is imported by lib/platform/db.ts only.",
      { path: "^(app|components|lib)/", pathNot: "^lib/platform/(db\\.ts$|generated/)" },
      { path: "^lib/platform/generated/" },
    ),
    rule(
      "scope-is-minted-in-two-places",
      "A StoreScope is proof that somebody was let in: only the session gate and the API authenticator make one.",
      {
        path: "^(app|components|lib)/",
        pathNot: `${TESTS}|^lib/auth/`,
      },
      { path: "^lib/auth/scope\\.ts$", dependencyTypesNot: ["type-only"] },
    ),
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: "specify",
    doNotFollow: { path: "node_modules|^lib/platform/generated" },
    exclude: { path: "^(node_modules|\\.next|data)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
