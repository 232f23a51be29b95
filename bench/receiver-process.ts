import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { HttpRequests } from "./http-requests.ts";
import { ReceiverLedger } from "./receiver-ledger.ts";
import type { ReceiverCommand, ReceiverReply } from "./receiver-protocol.ts";

/**
 * The other side, in a process of its own: answers as it is told to, counts messages by id, verifies the signature of
 * one in a hundred. Talks to the benchmark by IPC.
 */

const PLAIN_PORTS = 100;

let ledger = new ReceiverLedger({ secrets: [], behaviours: new Map(), journal: false });
/** Sockets with a request that is not going to be answered. */
let hanging = new Set<Socket>();

let date = "";
const refreshDate = () => {
  date = new Date().toUTCString();
};
refreshDate();
setInterval(refreshDate, 1_000).unref();

// As many bytes as an ordinary server's answer: the log keeps them.
const answer = (status: string) =>
  `HTTP/1.1 ${status}\r\nDate: ${date}\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: keep-alive\r\nKeep-Alive: timeout=60\r\n\r\nok`;
const STATUS_LINES = { 200: "200 OK", 500: "500 Internal Server Error" };

function serve(socket: Socket): void {
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  socket.on("close", () => hanging.delete(socket));
  const requests = new HttpRequests((head, body) => {
    const verdict = ledger.take(head, body);
    if (verdict === null) {
      hanging.add(socket);
      return;
    }
    const send = () => socket.write(answer(STATUS_LINES[verdict.status]), "latin1");
    if (verdict.delayMs === 0) send();
    else setTimeout(send, verdict.delayMs);
  });
  socket.on("data", (chunk) => requests.push(chunk));
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1", 4_096);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  return port;
}

const certificate = readFileSync(
  join(import.meta.dirname, "..", "lib", "platform", "testdata", "expired.pem"),
);

function reply(message: ReceiverReply): void {
  process.send?.(message);
}

process.on("message", (command: ReceiverCommand) => {
  switch (command.kind) {
    case "reset":
      ledger = new ReceiverLedger(command.setup);
      for (const socket of hanging) socket.destroy();
      hanging = new Set();
      return reply({ kind: "reset" });
    case "stats":
      return reply({ kind: "stats", stats: ledger.stats });
    case "journal":
      return reply({ kind: "journal", journal: ledger.journal });
    case "ids":
      return reply({ kind: "ids", ids: ledger.ids });
  }
});
process.on("disconnect", () => process.exit(0));

const plain = await Promise.all(Array.from({ length: PLAIN_PORTS }, () => listen(createServer(serve))));
const silent = createServer((socket) => {
  socket.on("error", () => {});
  socket.resume();
});
const badCertificate = createTlsServer({ key: certificate, cert: certificate }, serve);
badCertificate.on("tlsClientError", () => {});
reply({
  kind: "listening",
  ports: {
    plain,
    silent: await listen(silent),
    refusing: await closedPort(),
    badCertificate: await listen(badCertificate),
  },
});
