import { createServer } from "node:http";
import { parseCidrs } from "#lib/platform/core/address-policy.ts";
import { createOutboundHttp } from "#lib/platform/outbound-http.ts";
import { startNameServer } from "./dns-server.ts";
import { type HostileOutcome, sendToAll } from "./hostile-run.ts";
import { HOSTILE_TARGETS, tellNames } from "./hostile-targets.ts";

/**
 * To be run in a network where every address there is leads to this machine, so that a connection to any of them is
 * seen. Sends to all hostile targets, first as an installation that allows nothing, then as ones that allow a little and everything,
 * and prints a report as one line of JSON.
 */
export type HostileReport = Record<"strict" | "listed" | "open", HostileRun>;

type HostileRun = {
  /** The addresses to which connections were made. */
  reached: string[];
  outcomes: [url: string, outcome: HostileOutcome][];
};

const reached: string[] = [];
const server = createServer((_request, response) => response.end("reached"));
server.on("connection", ({ localAddress = "" }) => reached.push(localAddress));
await new Promise<void>((done) => server.listen(0, "::", done));
const bound = server.address();
const port = typeof bound === "object" && bound !== null ? bound.port : 0;

const dns = await startNameServer();
tellNames(dns, HOSTILE_TARGETS);

async function run(networks: string): Promise<HostileRun> {
  reached.length = 0;
  const http = createOutboundHttp({
    allowedNetworks: parseCidrs(networks),
    allowHttp: true,
    nameServers: [dns.address],
    // Each target opens a connection of its own.
    idleSocketsMax: 0,
  });
  const outcomes = await sendToAll(http, HOSTILE_TARGETS, port);
  await http.close();
  return { reached: [...reached], outcomes: [...outcomes] };
}

const report: HostileReport = {
  strict: await run(""),
  listed: await run("10.0.0.0/8, fc00::/7"),
  open: await run("0.0.0.0/0, ::/0"),
};
process.stdout.write(`${JSON.stringify(report)}\n`);
server.closeAllConnections();
server.close();
await dns.close();
