import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { freePort } from "#lib/platform/embedded-postgres.ts";
import { buildDeliveryRequest } from "#lib/signing/delivery-request.ts";
import { eventTail } from "#lib/signing/event-body.ts";
import { createWebhookSecret, signingKey } from "#lib/signing/standard-webhooks.ts";
import { type ReceiverSnippet, receiverSnippets } from "./receiver-snippets.ts";

const secret = createWebhookSecret((size) => Buffer.alloc(size, 7));
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function post(port: number, headers: readonly string[], body: Buffer): Promise<number> {
  return new Promise((done, fail) => {
    const options = { host: "127.0.0.1", port, method: "POST", path: "/hook" };
    const request = httpRequest(options, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    for (let at = 0; at < headers.length; at += 2)
      request.setHeader(headers[at] ?? "", headers[at + 1] ?? "");
    request.on("error", fail).end(body);
  });
}

/** How a program in a file is run; PHP's own server takes the port as an argument. */
const COMMANDS: Record<ReceiverSnippet["id"], (file: string, port: number) => readonly string[]> = {
  // Not from its file: the library is found from where the tests run.
  standardwebhooks: (file) => [process.execPath, "--input-type=module", "--eval", readFileSync(file, "utf8")],
  node: (file) => [process.execPath, file],
  python: (file) => ["python3", file],
  go: (file) => ["go", "run", file],
  php: (file, port) => ["php", "-S", `127.0.0.1:${port}`, file],
};

/** Node is here for certain; the others are run where they are installed. */
const isInstalled = (id: ReceiverSnippet["id"]): boolean => {
  if (id === "node" || id === "standardwebhooks") return true;
  const { status } = spawnSync(id === "python" ? "python3" : id, [id === "go" ? "version" : "--version"]);
  return status === 0;
};

/** The program runs as a receiver's developer would run it; resolves once it listens. */
async function runSnippet({ id, fileName, code }: ReceiverSnippet): Promise<number> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "pointhook-snippet-"));
  writeFileSync(join(folder, fileName), code);
  const [command = "", ...args] = COMMANDS[id](join(folder, fileName), port);
  const child = spawn(command, args, {
    env: { ...process.env, WEBHOOK_SECRET: secret, X_API_KEY: "s3cret", PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
    // "go run" starts the program as a child of its own: both are ended together.
    detached: true,
  });
  stops.push(() => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  let complaints = "";
  child.stdout.resume();
  child.stderr.on("data", (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The program ended: ${complaints}`);
    const status = await post(port, [], Buffer.alloc(0)).catch(() => null);
    if (status !== null) return port;
    await new Promise((done) => setTimeout(done, 20));
  }
}

const event = {
  eventName: "CustomerUpdated",
  createdAt: "2026-11-20T12:00:00.000Z",
  storeCode: "DEFAULT",
  dataJson: '{"name":"Zoë"}',
};

function signed(timestampSeconds: number, apiKey = "s3cret") {
  return buildDeliveryRequest({
    content: { format: "v5", tail: eventTail(event) },
    messageId: "0192f0c1-0000-7000-8000-000000000001",
    requestId: "0192f0c1-0000-7000-8000-000000000002",
    timestampSeconds,
    keys: [signingKey(createWebhookSecret((size) => Buffer.alloc(size, 8))), signingKey(secret)],
    customHeaders: ["X-Api-Key", apiKey],
    userAgent: "Pointhook/test",
    openLoyalty: null,
    mage: null,
  });
}

const SNIPPETS = receiverSnippets({ headerNames: ["X-Api-Key"] });

for (const snippet of SNIPPETS) {
  // A language that is not installed here shows as skipped.
  test.skipIf(!isInstalled(snippet.id))(
    `${snippet.label}: a receiver accepts what is signed and refuses what is tampered with, old, or lacks the webhook's header`,
    async () => {
      const port = await runSnippet(snippet);
      const now = Math.floor(Date.now() / 1000);
      const good = signed(now);
      expect(await post(port, good.headers, good.body)).toBe(204);

      const tampered = Buffer.from(good.body.toString("utf8").replace("Zoë", "Zoe"));
      expect(await post(port, good.headers, tampered)).toBe(401);
      const old = signed(now - 3_600);
      expect(await post(port, old.headers, old.body)).toBe(401);
      const stranger = signed(now, "guessed");
      expect(await post(port, stranger.headers, stranger.body)).toBe(401);
      expect(await post(port, [], Buffer.from("{}"))).toBe(401);
    },
    240_000,
  );
}

test("without headers of its own a webhook's snippets check the signature only", async () => {
  for (const snippet of receiverSnippets({ headerNames: [] })) {
    expect(snippet.code).not.toMatch(/own_?headers/i);
    // Compiling takes long, and the difference is in the text alone.
    if (snippet.id === "go" || !isInstalled(snippet.id)) continue;
    const good = signed(Math.floor(Date.now() / 1000));
    expect(await post(await runSnippet(snippet), good.headers, good.body)).toBe(204);
  }
}, 90_000);
