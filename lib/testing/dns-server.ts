import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import ipaddr from "ipaddr.js";

/** A real name server on this machine's loopback (UDP, and TCP for long answers), which answers as it is told. */

export type NameAnswer = {
  a?: readonly string[];
  aaaa?: readonly string[];
  /** Another name, whose own answer is added as a recursive resolver would. */
  cname?: string;
  /** Default: NXDOMAIN for a name without an answer, otherwise no error. */
  code?: "SERVFAIL" | "NXDOMAIN" | "REFUSED";
  delayMs?: number;
  isSilent?: boolean;
  /** The last word on the reply's bytes. */
  spoil?: (reply: Buffer) => Buffer;
};

export type NameServer = {
  /** As `WEBHOOK_DNS_SERVERS` takes it. */
  address: string;
  /** A function is asked for each query anew; `count` says how often the name and type were asked for before. */
  set(name: string, answer: NameAnswer | ((count: number) => NameAnswer)): void;
  /** `<type> <name>` of each query. */
  queries: string[];
  /** The same of each answer that was sent. */
  answered: string[];
  close(): Promise<void>;
};

const TYPE_A = 1;
const TYPE_CNAME = 5;
const TYPE_AAAA = 28;
const CODES = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 };
/** What fits into a datagram without being cut up; more goes by TCP. */
const DATAGRAM_BYTES_MAX = 1_232;

type Question = { id: number; name: string; type: number; bytes: Buffer };
type Zone = Map<string, NameAnswer | ((count: number) => NameAnswer)>;

/** @param wantedPort any free one unless given */
export async function startNameServer(wantedPort = 0): Promise<NameServer> {
  const zone: Zone = new Map();
  const queries: string[] = [];
  const answered: string[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const sockets = new Set<Socket>();

  function answer(query: Buffer, send: (reply: Buffer) => void): void {
    const question = questionOf(query);
    const asked = `${question.type === TYPE_AAAA ? "AAAA" : "A"} ${question.name}`;
    const count = queries.filter((one) => one === asked).length;
    queries.push(asked);
    const told = zone.get(question.name);
    const found = (typeof told === "function" ? told(count) : told) ?? { code: "NXDOMAIN" };
    if (found.isSilent) return;
    const reply = replyTo(question, found, zone);
    const spoiled = found.spoil?.(reply) ?? reply;
    const timer = setTimeout(() => {
      timers.delete(timer);
      send(spoiled);
      answered.push(asked);
    }, found.delayMs ?? 0);
    timers.add(timer);
  }

  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    let received = Buffer.alloc(0);
    socket.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const end = 2 + received.readUInt16BE(0);
        answer(received.subarray(2, end), (reply) => {
          const length = Buffer.alloc(2);
          length.writeUInt16BE(reply.length);
          if (!socket.destroyed) socket.write(Buffer.concat([length, reply]));
        });
        received = received.subarray(end);
      }
    });
  });
  const { udp, port } = await bindBoth(tcp, wantedPort);
  udp.on("message", (query, { port: from, address }) =>
    answer(query, (reply) => {
      if (isOpen) udp.send(reply.length > DATAGRAM_BYTES_MAX ? truncated(reply) : reply, from, address);
    }),
  );
  let isOpen = true;

  return {
    address: `127.0.0.1:${port}`,
    set: (name, told) => void zone.set(name, told),
    queries,
    answered,
    async close() {
      isOpen = false;
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      tcp.close();
      udp.close();
      await Promise.all([once(tcp, "close"), once(udp, "close")]);
    },
  };
}

/** One port for both protocols: the system gives a free one of TCP, which may be taken for UDP. */
async function bindBoth(tcp: ReturnType<typeof createServer>, wantedPort: number) {
  for (;;) {
    tcp.listen(wantedPort, "127.0.0.1");
    await once(tcp, "listening");
    const { port } = tcp.address() as AddressInfo;
    const udp = createSocket("udp4");
    udp.bind(port, "127.0.0.1");
    const isBound = await once(udp, "listening").then(
      () => true,
      () => false,
    );
    if (isBound) return { udp, port };
    tcp.close();
    await once(tcp, "close");
  }
}

function questionOf(query: Buffer): Question {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return {
    id: query.readUInt16BE(0),
    name: labels.join(".").toLowerCase(),
    type: query.readUInt16BE(at + 1),
    bytes: query.subarray(12, at + 5),
  };
}

function replyTo({ id, name, type, bytes }: Question, answer: NameAnswer, zone: Zone): Buffer {
  const records: Buffer[] = [];
  let owner = name;
  let current = answer;
  for (let hops = 0; current.cname !== undefined && hops < 50; hops += 1) {
    records.push(record(owner, TYPE_CNAME, nameBytes(current.cname)));
    owner = current.cname;
    const next = zone.get(owner);
    current = (typeof next === "function" ? next(0) : next) ?? { code: "NXDOMAIN" };
  }
  const addresses = (type === TYPE_A ? current.a : type === TYPE_AAAA ? current.aaaa : undefined) ?? [];
  for (const address of addresses) {
    records.push(record(owner, type, Buffer.from(ipaddr.parse(address).toByteArray())));
  }
  const header = Buffer.alloc(12);
  header.writeUInt16BE(id, 0);
  // An answer, recursion asked for and available.
  header.writeUInt16BE(0x8180 | (current.code === undefined ? 0 : CODES[current.code]), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, bytes, ...records]);
}

/** With a time to live of 0, so that nobody keeps it. */
function record(owner: string, type: number, data: Buffer): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([nameBytes(owner), fixed, data]);
}

function nameBytes(name: string): Buffer {
  const labels = name.split(".").map((label) => Buffer.concat([Buffer.of(label.length), Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.of(0)]);
}

/** Without its records, and marked so that the question is asked again by TCP. */
function truncated(reply: Buffer): Buffer {
  const short = Buffer.from(reply.subarray(0, DATAGRAM_BYTES_MAX));
  const question = questionOf(short);
  short.writeUInt16BE(short.readUInt16BE(2) | 0x0200, 2);
  short.writeUInt16BE(0, 6);
  return short.subarray(0, 12 + question.bytes.length);
}
