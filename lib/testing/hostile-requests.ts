import { connect } from "node:net";
import fc from "fast-check";
import { type Path, pathsOf, valueAt, withValueAt } from "./variations.ts";

/** Requests as somebody sends them who wants to break something, and a client that sends what no HTTP library would. */

export type HostileTarget = {
  method: string;
  /** As the API document writes it: `/api/{storeCode}/member/{member}`. */
  template: string;
  /** What exists, or does not, for each parameter of the path. */
  params: Readonly<Record<string, string>>;
  /** Names of the query's parameters that are known here. */
  parameters: readonly string[];
  /** A body that would be accepted; undefined when none is taken. */
  body: unknown;
  /** The header that lets a request in. */
  credential: string;
};

export type HostileRequest = { bytes: Buffer; summary: string };

/** Texts that mean something to a shell, a template, a database or a browser. */
const FRAGMENTS = [
  "'; DROP TABLE event; --",
  "' OR 1=1 --",
  "1); SELECT pg_sleep(10); --",
  "%_\\",
  "\u0024{7*7}{{7*7}}<%= 7*7 %>#{7*7}",
  "<script>alert(1)</script>",
  "$(sleep 10)`sleep 10`",
  "../../../../etc/passwd",
  "file:///etc/passwd",
  "http://169.254.169.254/latest/meta-data",
  "%s%n%x{0}",
  "\\u0000",
  "\u202e\u0000\ufeff",
  "\ud800",
  "x\udfff\ud800",
  "🎉".repeat(700),
  "A\r\nX-Injected: yes",
  "__proto__",
  "constructor",
  "9".repeat(400),
  "99999999999-01-01T00:00:00Z",
  "2026-02-31T25:61:00+99:99",
  "-0",
  "1e400",
  "NaN",
  " ",
  "",
];

/** Texts of JSON values that parsers, databases and numbers stumble over. */
const HOSTILE_JSON = [
  '"\\ud800"',
  '"\\u0000"',
  '"\\udfff\\ud800"',
  "1e400",
  "-1e400",
  "1e-400",
  "1e308",
  "-0",
  "9".repeat(400),
  `0.${"1".repeat(400)}`,
  "9007199254740993",
  "2147483648",
  "-2147483649",
  "0.1",
  "null",
  "true",
  "[]",
  "{}",
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"toString":1,"valueOf":2,"hasOwnProperty":3}',
  '{"a":1,"a":2,"a":{"a":3}}',
  `${"[".repeat(60)}${"]".repeat(60)}`,
  `${"[".repeat(50_000)}${"]".repeat(50_000)}`,
  `${'{"a":'.repeat(2_000)}1${"}".repeat(2_000)}`,
  `[${"0,".repeat(2_000)}0]`,
  `"${"a".repeat(70_000)}"`,
];

const RAW_BODIES: readonly Buffer[] = [
  Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  Buffer.from([0xc3, 0x28, 0xa0, 0xa1]),
  Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
  Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x00]),
  Buffer.alloc(2_000, 0),
  Buffer.alloc(1_100_000, " "),
  Buffer.from("\ufeff{}"),
  Buffer.from("{"),
  Buffer.from("NaN"),
  Buffer.from('{"a":undefined}'),
  Buffer.from("{'a':1}"),
  Buffer.from('"'),
  Buffer.from("a=1&b=2"),
  Buffer.from("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
  ...HOSTILE_JSON.map((text) => Buffer.from(text)),
];

const PATHS = [
  "/api/MAIN/webhook/subscription/../../../admin",
  "/api/MAIN/webhook/subscription/..%2f..%2fadmin",
  "/api/MAIN/webhook/subscription/%c0%af",
  "/api/MAIN/webhook/subscription/%",
  "/api//MAIN///webhook/subscription",
  "/api/MAIN/webhook/subscription/",
  "/api/MAIN/webhook/subscription;jsessionid=1",
  "/api/MAIN\\webhook\\subscription",
  "/api/__proto__/webhook/subscription",
  `/api/${"a".repeat(8_000)}/webhook/event`,
  "/v1/webhook-subscriptions/whsub_",
  "/v1/webhook-subscriptions/%2e%2e",
  "/v1/../api/health/live",
  "/_next/image?url=http://169.254.169.254/&w=64&q=75",
  "/_next/data/x/index.json",
  "/_next/static/../../package.json",
  "/settings/webhooks/%00",
  "/settings/webhooks?_page=1e9&legacy=%00",
  "/api/auth/callback/credentials",
  "/api/auth/%2e%2e/signin",
  "/api/auth/__proto__/x",
  "/sign-in?next=//evil.example",
  "/inbox/%00/x",
  "/.env",
  "/docs/..%5c..",
  "http://evil.example/api/health/live",
  "//evil.example/%2e%2e",
  "/?x[__proto__]=1",
  "*",
];

/** Query texts for operations that know none of these parameters. */
const QUERIES = [
  "__proto__[x]=1",
  "_page=1e999",
  "_page=-1&_itemsOnPage=99999999999999999999",
  "_page=2147483647&_itemsOnPage=50",
  "_orderBy[constructor]=asc",
  "_orderBy[createdAt]=asc;DROP%20TABLE%20event",
  "url[$ne]=1&url[]=1&url[a][b]=1",
  "a=%ff%fe",
  "a".repeat(4_000),
  `${"a=1&".repeat(500)}`,
  "page[number]=NaN&page[size]=1e9",
];

const OPERATORS = [
  "",
  "[eq]",
  "[neq]",
  "[like]",
  "[in]",
  "[gt]",
  "[lte]",
  "[hasValue]",
  "[notHasValue]",
  "[x]",
];

const HEADERS: readonly string[] = [
  "Content-Type: text/plain",
  "Content-Type: application/json; charset=utf-16",
  "Content-Type: multipart/form-data; boundary=x",
  "Content-Type: application/x-www-form-urlencoded",
  "Content-Encoding: gzip",
  'If-Match: W/"x", *, "\'"',
  'If-Match: "99999999999999999999"',
  "X-Request-Id: a b\tc';--",
  `X-Request-Id: ${"x".repeat(4_000)}`,
  "X-Forwarded-For: ' OR 1=1, ::1, 999.999.999.999",
  "Idempotency-Key: \u00ff\u0001",
  "Accept-Language: \u0024{jndi:ldap://x}",
  "Cookie: next-auth.session-token=../../etc; __Secure-next-auth.session-token=a.b.c.d.e",
  "Authorization: Bearer e30.e30.",
  "Authorization: Basic \u00ff",
  "X-AUTH-TOKEN: ' OR 1=1 --",
  "Next-Action: 0123456789abcdef0123456789abcdef01234567",
  "RSC: 1",
  "x-middleware-subrequest: middleware:middleware:middleware",
  "Expect: 100-continue",
  "Upgrade: websocket",
  "Range: bytes=0-,-1,999999999999999999-",
  `X-Large: ${"x".repeat(20_000)}`,
];

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get"];
const FRAMINGS = ["chunked", "garbage chunks", "both lengths", "short", "length of letters"] as const;
type Framing = "plain" | (typeof FRAMINGS)[number];

/** Each is wrong in a way that somebody has to refuse, and asks for nothing that would change data if it were right. */
export function refusableRequests(targets: readonly HostileTarget[]): fc.Arbitrary<HostileRequest> {
  const target = fc.constantFrom(...targets);
  const withBody = fc.constantFrom(...targets.filter(({ body }) => body !== undefined));
  const withParameters = fc.constantFrom(...targets.filter(({ parameters }) => parameters.length > 0));
  const fragment = fc.constantFrom(...FRAGMENTS);

  const badBody = withBody.chain((of) => changed(of.body, true).map((body) => request(of, { body })));
  const rawBody = fc
    .tuple(withBody, fc.constantFrom(...RAW_BODIES))
    .map(([of, body]) => request(of, { body }));
  const list = withParameters.chain((of) =>
    fc
      .tuple(fc.constantFrom(...of.parameters), fc.constantFrom(...OPERATORS), fragment)
      .map(([name, operator, value]) =>
        request(of, { query: `${name}${operator}=${encodedLoosely(value.slice(0, 2_000))}` }),
      ),
  );
  const unknownQuery = fc
    .tuple(target, fc.constantFrom(...QUERIES))
    .map(([of, query]) => request(of, { query, body: brokenBody(of) }));
  const badId = fc.tuple(target, fragment).map(([of, text]) => {
    const params = Object.fromEntries(
      Object.keys(of.params).map((name) => [name, encodedLoosely(text.slice(0, 500))]),
    );
    return request({ ...of, params }, { body: brokenBody(of) });
  });
  const badHeader = fc
    .tuple(target, fc.constantFrom(...HEADERS))
    .map(([of, header]) => request(of, { headers: [header], body: brokenBody(of) }));
  const badFraming = fc
    .tuple(withBody, fc.constantFrom(...FRAMINGS))
    .map(([of, framing]) => request(of, { framing, body: brokenBody(of) }));
  const stray = fc
    .record({
      method: fc.constantFrom(...METHODS),
      template: fc.oneof(
        fc.constantFrom(...PATHS),
        fragment.map((text) => `/api/${encodedLoosely(text.slice(0, 500))}/webhook/event`),
        fc.webPath({ size: "small" }).map((path) => `/api${path}`),
      ),
      credential: target.map(({ credential }) => credential),
    })
    .map((of) => request({ ...of, params: {}, parameters: [], body: undefined }, {}));
  return fc.oneof(
    { weight: 8, arbitrary: badBody },
    { weight: 2, arbitrary: rawBody },
    { weight: 6, arbitrary: list },
    { weight: 1, arbitrary: unknownQuery },
    { weight: 2, arbitrary: badId },
    { weight: 2, arbitrary: badHeader },
    { weight: 1, arbitrary: badFraming },
    { weight: 2, arbitrary: stray },
  );
}

/** Each is right but for one value, which may be right too: what it asks for may happen. */
export function acceptableRequests(targets: readonly HostileTarget[]): fc.Arbitrary<HostileRequest> {
  const withBody = fc.constantFrom(...targets.filter(({ body }) => body !== undefined));
  return withBody.chain((of) => changed(of.body, false).map((body) => request(of, { body })));
}

/** A valid body with one of its values replaced; with a field that no operation knows where it must not be accepted. */
function changed(body: unknown, isSpoilt: boolean): fc.Arbitrary<Buffer> {
  const places = pathsOf(body);
  const hostileAt = (place: Path | undefined) => {
    const sameType = place === undefined ? ANY_VALUE : (OF_TYPE[typeof valueAt(body, place)] ?? ANY_VALUE);
    return fc.oneof({ weight: 3, arbitrary: sameType }, { weight: 2, arbitrary: ANY_VALUE });
  };
  const place = places.length === 0 ? fc.constant(undefined) : fc.constantFrom(...places);
  return place.chain((at) =>
    hostileAt(at).map((hostile) => {
      const text =
        at === undefined
          ? hostile
          : JSON.stringify(withValueAt(body, at, "«here»")).replace('"«here»"', () => hostile);
      return Buffer.from(
        isSpoilt && text.startsWith("{") ? `{"no_such_field":0,${text.slice(1)}`.replace(/,}$/, "}") : text,
      );
    }),
  );
}

const ANY_VALUE = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_JSON) },
  { weight: 2, arbitrary: fc.constantFrom(...FRAGMENTS).map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 4, stringUnit: "binary" }) },
);

/** What may pass for what stood there. */
const OF_TYPE: Partial<Record<string, fc.Arbitrary<string>>> = {
  string: fc.constantFrom(
    ...[...FRAGMENTS, "a".repeat(255), "é".repeat(10_000)].map((text) => JSON.stringify(text)),
    ...HOSTILE_JSON.filter((text) => text.startsWith('"')),
  ),
  number: fc.oneof(
    fc.constantFrom(...HOSTILE_JSON.filter((text) => /^-?\d/.test(text))),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.maxSafeInteger().map(String),
  ),
  boolean: fc.constantFrom("true", "false", "null"),
};

function brokenBody({ body }: HostileTarget): Buffer | undefined {
  return body === undefined ? undefined : Buffer.from('{"no_such_field":0}');
}

/** Percent-encoded; halves of surrogate pairs as the bytes that an encoder without care makes of them. */
function encodedLoosely(text: string): string {
  return [...text]
    .map((character) => (character.isWellFormed() ? encodeURIComponent(character) : "%ed%a0%80"))
    .join("");
}

type Wrong = { query?: string; headers?: readonly string[]; body?: Buffer | undefined; framing?: Framing };

function request(
  { method, template, params, body: validBody, credential }: HostileTarget,
  { query, headers = [], body, framing = "plain" }: Wrong,
): HostileRequest {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "x");
  const target = query === undefined ? path : `${path}?${query}`;
  const sent = body ?? (validBody === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(validBody)));
  const lines = [`${method} ${target} HTTP/1.1`, "Host: localhost", "Connection: close", ...headers];
  const has = (name: string) => headers.some((line) => line.toLowerCase().startsWith(`${name}:`));
  if (!has("content-type")) lines.push("Content-Type: application/json");
  if (credential !== "" && !has("authorization")) lines.push(credential);
  return {
    bytes: framed(lines, sent, framing),
    summary: `${method} ${target.slice(0, 150)} ${headers.join(" ").slice(0, 60)} ${sent.toString().slice(0, 300)} (${framing})`,
  };
}

function framed(lines: readonly string[], body: Buffer, framing: Framing): Buffer {
  const head = (...more: string[]) => Buffer.from(`${[...lines, ...more].join("\r\n")}\r\n\r\n`);
  const chunk = (size: string) => [Buffer.from(`${size}\r\n`), body, Buffer.from("\r\n0\r\n\r\n")];
  const hexLength = body.length.toString(16);
  switch (framing) {
    case "plain":
      return Buffer.concat([head(...(body.length === 0 ? [] : [`Content-Length: ${body.length}`])), body]);
    case "chunked":
      return Buffer.concat([head("Transfer-Encoding: chunked"), ...chunk(hexLength)]);
    case "garbage chunks":
      return Buffer.concat([head("Transfer-Encoding: chunked"), ...chunk(`${hexLength}zz;\u0001`)]);
    case "both lengths":
      return Buffer.concat([
        head(`Content-Length: ${body.length + 3}`, "Transfer-Encoding: chunked"),
        ...chunk(hexLength),
      ]);
    case "short":
      return Buffer.concat([head(`Content-Length: ${Math.max(0, body.length - 5)}`), body]);
    case "length of letters":
      return Buffer.concat([head("Content-Length: ten"), body]);
  }
}

/** The status; 0 when the server closed the connection without one, null when it did neither in time. */
export function sendRaw(port: number, bytes: Buffer, timeoutMs: number): Promise<number | null> {
  return new Promise((done) => {
    let head = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    const timer = setTimeout(() => {
      socket.destroy();
      done(null);
    }, timeoutMs);
    socket.on("data", (data: Buffer) => {
      if (head.length < 100) head += data.toString("latin1", 0, 100);
    });
    // A server that refuses a body closes while it is still being written.
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(timer);
      // "100 Continue" comes before the answer and is none.
      done(Number(/^(?:HTTP\/1\.1 100 [^\r]*\r\n\r\n)?HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0));
    });
  });
}

/** A body that comes a byte at a time and never ends. Answers with what stops it. */
export function dripBody(port: number, path: string, credential: string): () => void {
  const socket = connect(port, "127.0.0.1", () => {
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${credential}\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{`,
    );
  });
  const timer = setInterval(() => socket.write(" "), 200);
  socket.on("error", () => {});
  socket.on("close", () => clearInterval(timer));
  return () => {
    clearInterval(timer);
    socket.destroy();
  };
}
