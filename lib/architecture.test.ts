import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";

/** The rules of docs/architecture.md, each with a bad file that shows that it bites. */

const root = join(import.meta.dirname, "..");
const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(root, file)));
const sources = tracked.filter((file) => /\.(ts|tsx|mjs)$/.test(file));
const read = (file: string) => readFileSync(join(root, file), "utf8");

type Violation = { rule: { name: string }; from: string; to: string };

function cruise(folder: string): string[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/.bin/depcruise"),
      "--config",
      join(root, ".dependency-cruiser.mjs"),
      "--output-type",
      "json",
      ...["app", "components", "lib"].filter((name) => existsSync(join(folder, name))),
    ],
    { cwd: folder, encoding: "utf8", maxBuffer: 64 * 2 ** 20 },
  );
  if (!stdout.startsWith("{")) throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[] } };
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

test("imports go the ways that the plan allows", () => {
  expect(cruise(root)).toEqual([]);
});

/** Each breaks one rule, and would be right elsewhere. */
const BAD_FILES: [rule: string, file: string, content: string][] = [
  ["no-cycles", "lib/webhooks/one.ts", 'import { two } from "./two.ts"; export const one = () => two;'],
  ["client-stands-alone", "lib/client/clever.ts", 'import { z } from "zod"; export const x = z.string();'],
  [
    "core-is-plain",
    "lib/webhooks/core/clock.ts",
    'import { hostname } from "node:os"; export const x = hostname();',
  ],
  [
    "core-is-plain",
    "lib/webhooks/core/rows.ts",
    'import type { Row } from "../data.ts"; export type X = Row;',
  ],
  [
    "kit-knows-no-domain",
    "components/ui/webhook-name.tsx",
    'import type { Dto } from "#lib/webhooks/schema.ts"; export const X = (p: Dto) => <b>{p.url}</b>;',
  ],
  [
    "kit-knows-no-domain",
    "components/form/picker.tsx",
    'import { Card } from "#components/webhooks/card.tsx"; export const X = () => <Card />;',
  ],
  [
    "components-do-not-read",
    "components/webhooks/list.tsx",
    'import { list } from "#lib/webhooks/data.ts"; export const X = () => <b>{list()}</b>;',
  ],
  [
    "components-not-from-app",
    "components/webhooks/nav.tsx",
    'import Page from "../../app/(console)/page.tsx"; export const X = () => <Page />;',
  ],
  [
    "pages-load-and-act",
    "app/(console)/page.tsx",
    'import { list } from "#lib/webhooks/data.ts"; export default function Page() { return <b>{list()}</b>; }',
  ],
  [
    "routes-call-verbs",
    "app/api/x/route.ts",
    'import { openDatabase } from "#lib/platform/db.ts"; export const GET = () => openDatabase;',
  ],
  [
    "engine-knows-no-screen",
    "lib/delivery/page.ts",
    'import { headers } from "next/headers"; export const x = headers;',
  ],
  [
    "lib-not-from-above",
    "lib/webhooks/card.ts",
    'import type { Card } from "#components/webhooks/card.tsx"; export type X = typeof Card;',
  ],
  [
    "core-is-plain",
    "lib/loyalty/tiers/core/rows.ts",
    'import type { Member } from "../../members/data.ts"; export type X = Member;',
  ],
  [
    "domains-know-verbs",
    "lib/loyalty/tiers/mutations.ts",
    'import { take } from "../points/ledger.ts"; export const x = take;',
  ],
  [
    "testing-is-for-tests",
    "lib/webhooks/demo.ts",
    'import { aStore } from "#lib/testing/factories.ts"; export const x = aStore;',
  ],
  ["one-way-out", "lib/webhooks/ping.ts", 'import { request } from "undici"; export const x = request;'],
  ["one-database-client", "lib/webhooks/pool.ts", 'import { Pool } from "pg"; export const x = new Pool();'],
  [
    "links-wait-for-intent",
    "components/webhooks/way.tsx",
    'import Link from "next/link"; export const X = () => <Link href="/">Home</Link>;',
  ],
  [
    "generated-through-db",
    "lib/webhooks/client.ts",
    'import { PrismaClient } from "#lib/platform/generated/prisma/client.ts"; export const x = PrismaClient;',
  ],
  [
    "scope-is-minted-in-two-places",
    "lib/webhooks/scope.ts",
    'import { mintStoreScope } from "#lib/auth/scope.ts"; export const x = mintStoreScope;',
  ],
];

/** What the bad files import. */
const SCENERY: Record<string, string> = {
  "package.json":
    '{ "type": "module", "imports": { "#lib/*": "./lib/*", "#components/*": "./components/*" } }',
  "lib/webhooks/two.ts": 'import { one } from "./one.ts"; export const two = () => one;',
  "lib/webhooks/data.ts": "export type Row = { id: string }; export const list = () => [];",
  "lib/webhooks/schema.ts": "export type Dto = { url: string };",
  "components/webhooks/card.tsx": "export const Card = () => <i />;",
  "lib/platform/db.ts": "export const openDatabase = 1;",
  "lib/platform/generated/prisma/client.ts": "export class PrismaClient {}",
  "lib/auth/scope.ts": "export const mintStoreScope = 1;",
  "lib/loyalty/members/data.ts": "export type Member = { id: string };",
  "lib/loyalty/points/ledger.ts": "export const take = 1;",
  "lib/testing/factories.ts": "export const aStore = 1;",
};

test("each import rule refuses a file that breaks it", () => {
  const folder = mkdtempSync(join(tmpdir(), "pointhook-rules-"));
  try {
    const files = [
      ...Object.entries(SCENERY),
      ...BAD_FILES.map(([, file, content]) => [file, content] as const),
    ];
    for (const [file, content] of files) {
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    }
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const found = cruise(folder);
    for (const [rule, file] of BAD_FILES) {
      expect(
        found.some((violation) => violation.startsWith(`${rule}: ${file} `)),
        `${rule} let ${file} pass`,
      ).toBe(true);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("no file has a name that says nothing, and none only forwards", () => {
  expect(tracked.filter((file) => /(^|\/)(utils?|helpers?|common|misc)\.(ts|tsx|mjs)$/.test(file))).toEqual(
    [],
  );
  expect(sources.filter((file) => /(^|\/)index\.tsx?$/.test(file))).toEqual([]);
});

test("files and folders are in kebab-case", () => {
  const odd = sources.filter((file) => {
    // Below app/ the folders are addresses, which others have fixed.
    const parts = file.startsWith("app/") ? [basename(file)] : file.split("/");
    return parts.some((part) => !/^\.?[a-z0-9]+([.-][a-z0-9]+)*$/.test(part));
  });
  expect(odd).toEqual([]);
});

test("the environment is read in one place", () => {
  const allowed = [
    /^lib\/platform\/env\.ts$/,
    // Entries hand it to env.ts, or to the processes that they start.
    /^lib\/platform\/runtime\.ts$/,
    /-process\.ts$/,
    /^(scripts|bench|e2e|lib\/testing)\//,
    /\.test\.ts$/,
    /^(playwright|vitest)\.config\.ts$/,
    // Next tells the runtime this way, and next-auth takes its address from nowhere else.
    /^instrumentation\.ts$/,
    /^lib\/auth\/next-auth-options\.ts$/,
    // Holds the text of programs that receivers run.
    /^components\/webhooks\/(receiver-snippets|snippets\/[a-z]+)\.ts$/,
  ];
  const readers = sources.filter(
    (file) => read(file).includes("process.env") && !allowed.some((pattern) => pattern.test(file)),
  );
  expect(readers).toEqual([]);
});

/** Inside a noun of lib, these names and no others; what is particular to a noun is listed with it. */
const VOCABULARY =
  /^(schema|data|mutations|loaders|actions|presenter|constants|log-search|event-search|matches|vitals|secrets|locked|bulk)\.ts$/;
const NOUNS = ["webhooks", "deliveries", "events"];

test("the files of a noun have the names of the vocabulary, and its rules are in core/", () => {
  const odd = sources.filter((file) => {
    const [, noun = "", ...rest] = file.split("/");
    if (!file.startsWith("lib/") || !NOUNS.includes(noun) || rest[0] === "core") return false;
    return !VOCABULARY.test(basename(file)) && !/\.test\.ts$/.test(file);
  });
  expect(odd).toEqual([]);
});

test("server actions are thin and say that they are actions", () => {
  for (const file of sources.filter((name) =>
    /^lib\/(loyalty\/)?[^/]+\/(session-)?actions\.ts$/.test(name),
  )) {
    if (file === "lib/auth/actions.ts") continue;
    expect(read(file).startsWith('"use server";'), file).toBe(true);
  }
});

test("nothing silences the compiler or the linter without a reason beside it", () => {
  const silenced = sources
    .filter((file) => file !== "lib/architecture.test.ts")
    .flatMap((file) =>
      read(file)
        .split("\n")
        .filter((line) => /@ts-(ignore|nocheck)|biome-ignore [\w/]+\s*$|\.(only|skip)\(/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(silenced).toEqual([]);
});

test("no path of a machine and no address of a registry is in the tree", () => {
  const found = tracked
    .filter((file) => !/\.(png|svg|ico|woff2?|pem)$/.test(file) && file !== "lib/architecture.test.ts")
    .filter((file) => /\/(home|Users|work)\/[a-z]+\/|registry\.npmjs/.test(read(file)));
  expect(found).toEqual([]);
});
