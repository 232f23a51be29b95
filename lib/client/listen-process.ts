import { parseArgs } from "node:util";
import { ApiError, createClient } from "./client.ts";
import { listen } from "./listen.ts";

const USAGE = `npm run listen -- --url http://localhost:4000/hook

Copies what webhooks are sent from now on to a receiver of yours, signed as it was. The webhooks' own receivers get
everything as before; the answers of yours are shown and change nothing.

  --url      where the copies go
  --server   the installation, http://127.0.0.1:3000 unless given
  --store    code of the store, DEFAULT unless given
  --webhook  id of a webhook: its deliveries only

The environment variable POINTHOOK_KEY holds a permanent key (Settings → API keys; a read-only one is enough).`;

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    server: { type: "string", default: "http://127.0.0.1:3000" },
    store: { type: "string", default: "DEFAULT" },
    webhook: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});
const { POINTHOOK_KEY: key = "" } = process.env;
if (values.help) {
  console.log(USAGE);
} else if (values.url === undefined || !URL.canParse(values.url) || key === "") {
  console.error(key === "" ? "POINTHOOK_KEY is not set.\n" : "Give the URL of your receiver.\n");
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  console.log(`Copying deliveries of ${values.store} to ${values.url}. Ctrl-C stops it.`);
  try {
    await listen({
      client: createClient({ baseUrl: values.server, key }),
      storeCode: values.store,
      url: values.url,
      ...(values.webhook === undefined ? {} : { webhookSubscriptionId: values.webhook }),
      say: (line) => console.log(`${new Date().toISOString()} ${line}`),
      signal: stop.signal,
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    console.error(`The server refused: ${error.message} (${error.status})`);
    process.exitCode = 1;
  }
}
