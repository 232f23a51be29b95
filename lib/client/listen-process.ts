import { parseArgs } from "node:util";
import { ApiError, createClient } from "./client.ts";
import { listen, OtherServer } from "./listen.ts";

const USAGE = `npm run listen -- --url http://localhost:4000/hook

Copies what webhooks are sent from now on to a receiver of yours, signed as it was. The webhooks' own receivers get
everything as before; the answers of yours are shown and change nothing.

  --url      where the copies go
  --server   the installation, http://127.0.0.1:3000 unless given
  --store    code of the store, DEFAULT unless given
  --webhook  id of a webhook: its deliveries only

The environment variable POINTHOOK_KEY holds a permanent key (Settings → API keys; a read-only one is enough).`;

const OPTIONS = {
  url: { type: "string" },
  server: { type: "string", default: "http://127.0.0.1:3000" },
  store: { type: "string", default: "DEFAULT" },
  webhook: { type: "string" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** What is said to the reader instead of an error's own text. */
class Refusal extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

function misused(message: string): Refusal {
  return new Refusal(`${message}\n\n${USAGE}`, 2);
}

async function run(): Promise<void> {
  const values = readArguments();
  if (values.help) return console.log(USAGE);
  const { POINTHOOK_KEY: key = "" } = process.env;
  const { url, server, store, webhook } = values;
  if (key === "") throw misused("POINTHOOK_KEY is not set.");
  if (url === undefined) throw misused("Give the URL of your receiver: --url.");
  for (const [name, value] of Object.entries({ url, server })) {
    if (!/^https?:$/.test(URL.parse(value)?.protocol ?? "")) {
      throw misused(`--${name} should be a URL that begins with http:// or https://.`);
    }
  }

  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  console.log(`Copying deliveries of ${store} on ${server} to ${url}. Ctrl-C stops it.`);
  try {
    await listen({
      client: createClient({ baseUrl: server, key }),
      storeCode: store,
      url,
      ...(webhook === undefined ? {} : { webhookSubscriptionId: webhook }),
      say: (line) => console.log(`${new Date().toISOString()} ${line}`),
      signal: stop.signal,
    });
  } catch (error) {
    if (error instanceof OtherServer) throw new Refusal(`${error.message} Is --server right?`, 1);
    if (!(error instanceof ApiError)) throw error;
    throw new Refusal(explained(error, { server, store, webhook }), 1);
  }
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    throw misused(error instanceof Error ? error.message : String(error));
  }
}

function explained(
  error: ApiError,
  { server, store, webhook }: { server: string; store: string; webhook: string | undefined },
): string {
  switch (error.status) {
    case 401:
      return `The key was refused. Is POINTHOOK_KEY a permanent key of ${server}, and still valid?`;
    case 403:
      return `The key may not read the delivery log of ${store}.`;
    case 404:
      return webhook === undefined
        ? `There is no store ${store} on ${server} that the key may see.`
        : `There is no webhook ${webhook} in a store ${store} on ${server} that the key may see.`;
    default: {
      const details = error.violations.map(({ path, message }) => `${path}: ${message}`).join(" ");
      return `The server refused: ${error.message} (${error.status}). ${details}`.trim();
    }
  }
}

await run().catch((error: unknown) => {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
});
// A request that nobody waits for any more would hold the process.
process.exit();
