import { createServer } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { freePort } from "#lib/platform/embedded-postgres.ts";
import { isReady, launch, note, onOwnData, PASSWORD, running, token } from "#lib/testing/start-scene.ts";

/** Real processes, as `npm start` runs them once `npm run build` has built the web app. */

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

onOwnData();

describe("starting", () => {
  it("lets exactly one of several starts have the data, never says a password that the operator has given, and goes on", async () => {
    const all = await Promise.all([launch(), launch(), launch()]);
    const ready = await Promise.all(
      all.map((app) =>
        app.said("Pointhook is ready").then(
          () => true,
          () => false,
        ),
      ),
    );
    for (const app of all) note(app);
    expect(ready.filter(Boolean)).toHaveLength(1);
    for (const [index, app] of all.entries()) {
      expect(app.output() + app.errors()).not.toContain(PASSWORD);
      if (!ready[index]) expect(app.errors()).toContain("Another Pointhook");
    }

    const late = await launch();
    expect(await late.closed).toEqual({ code: 1, signal: null });
    expect(late.errors()).toMatch(
      /^Another Pointhook \(process \d+\) is using \S+: stop it, or choose another DATA_DIR\.\n$/,
    );
    const only = all[ready.indexOf(true)];
    expect(only && (await isReady(only))).toBe(true);
    expect(only && (await token(only))).toMatch(/^eyJ/);
  });
});

describe("what makes a start impossible is one sentence and exit code 1", () => {
  const refused = async (environment: Record<string, string>) => {
    const app = await launch(environment);
    expect(await app.closed).toEqual({ code: 1, signal: null });
    expect(running()).toEqual([]);
    expect(app.output()).toBe("");
    return app.errors();
  };

  it("a taken port", async () => {
    const port = await freePort();
    const taker = createServer();
    await new Promise<void>((done) => taker.listen(port, "127.0.0.1", done));
    try {
      expect(await refused({ PORT: String(port) })).toBe(
        `Port ${port} on 127.0.0.1 is taken: stop what listens there, or choose another with PORT.\n`,
      );
    } finally {
      taker.close();
    }
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      "a DATA_DIR that cannot be written to",
      { DATA_DIR: "/dev/null/data" },
      /^DATA_DIR \/dev\/null\/data cannot be written to \(ENOTDIR\): choose another folder or mend its rights\.\n$/,
    ],
    [
      "a database that cannot be reached",
      { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nothing", APP_SECRET: "x".repeat(32) },
      /^The database of DATABASE_URL at 127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)\.\n$/,
    ],
    [
      "a DATABASE_URL that is none",
      { DATABASE_URL: "not a url", APP_SECRET: "x".repeat(32) },
      /^DATABASE_URL [^\n]+\.\n$/,
    ],
    [
      "a DATABASE_URL without APP_SECRET",
      { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nothing" },
      /^APP_SECRET is missing[^\n]+\.\n$/,
    ],
    ["a short APP_SECRET", { APP_SECRET: "short" }, /^APP_SECRET must have at least 32 characters\.\n$/],
    ["a PORT that is none", { PORT: "http" }, /^PORT must be a whole number\.\n$/],
    [
      "a HOST that is not of this machine",
      { HOST: "192.0.2.1" },
      /^The address 192\.0\.2\.1:\d+ cannot be used[^\n]+\.\n$/,
    ],
    [
      "a network that is none",
      { WEBHOOK_ALLOWED_NETWORKS: "everywhere" },
      /^WEBHOOK_ALLOWED_NETWORKS: [^\n]*everywhere[^\n]*\n$/,
    ],
    ["a password that is too short", { ADMIN_PASSWORD: "short" }, /^[^\n]*ADMIN_PASSWORD[^\n]*\.\n$/],
  ])("%s", async (_, environment, sentence) => {
    expect(await refused(environment)).toMatch(sentence);
  });
});
