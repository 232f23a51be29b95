import type { AttemptErrorCode } from "#lib/delivery/core/answer.ts";
import type { TargetUrlIssueCode } from "#lib/platform/core/target-url.ts";
import type { NameAnswer, NameServer } from "./dns-server.ts";

/** Where no delivery may arrive, in the ways in which somebody could ask for it. */
export type HostileTarget = {
  /** `{port}` stands for the port where something listens, whose connections are counted. */
  url: string;
  /** What is wrong with the URL itself; null when it can be saved, because only its name tells. */
  savedAs: TargetUrlIssueCode | null;
  /** How an attempt fails, had the URL been saved; null when nothing that could be sent to can be made of it. */
  sentAs: AttemptErrorCode | null;
  /** Of the name servers, for the names that the row needs. */
  names: Readonly<Record<string, NameAnswer>>;
};

const PUBLIC = "93.184.216.34";
const PUBLIC_V6 = "2606:2800:220:1:248:1893:25c8:1946";

/** Hosts that are addresses, or that the URL parser makes addresses of. */
const FORBIDDEN_HOSTS = [
  // This machine, in the ways of writing it.
  "127.0.0.1",
  "127.0.0.2",
  "127.255.255.254",
  "127.1",
  "127.0.1",
  "127.0.0.1.",
  "2130706433",
  "0x7f000001",
  "0x7f.0.0.1",
  "0x7F.0x0.0x0.0x1",
  "0177.0.0.1",
  "00000177.0.0.1",
  "017700000001",
  "0x7f.1",
  "0177.0x0.1",
  "0",
  "0.0.0.0",
  "0x0",
  "00",
  "%31%32%37.0.0.1",
  "127%2e0%2e0%2e1",
  "１２７.０.０.１",
  "127。0。0。1",
  "127．0．0．1",
  "127｡0｡0｡1",
  "①②⑦.⓪.⓪.①",
  "𝟭𝟮𝟳.𝟬.𝟬.𝟭",
  "𝟣２⁷.₀.0.¹",
  "０ｘ７ｆ.1",
  "localhost",
  "LOCALHOST",
  "app.localhost",
  "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
  "%6c%6f%63alhost",
  "ｌｏｃａｌｈｏｓｔ",
  "[::1]",
  "[::]",
  "[0:0:0:0:0:0:0:1]",
  "[0000:0000:0000:0000:0000:0000:0000:0001]",
  "[::0.0.0.1]",
  "[::127.0.0.1]",
  "[::ffff:127.0.0.1]",
  "[::FFFF:7F00:1]",
  "[0:0:0:0:0:ffff:127.0.0.1]",
  "[::ffff:0:127.0.0.1]",
  "[64:ff9b::127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[64:ff9b:1::7f00:1]",
  "[2002:7f00:1::1]",
  "[2001:0:7f00:1::1]",
  "[2001:0:808:808:0:0:80ff:fffe]",
  "[fe80::5efe:127.0.0.1]",
  "[2606:2800:220::5efe:127.0.0.1]",
  // The machine's networks, and its cloud.
  "10.0.0.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "100.64.0.1",
  "169.254.169.254",
  "2852039166",
  "0xa9fea9fe",
  "0251.0376.0251.0376",
  "169.254.43518",
  "[::ffff:169.254.169.254]",
  "[::ffff:a9fe:a9fe]",
  "[64:ff9b::a9fe:a9fe]",
  "[2002:a9fe:a9fe::]",
  "169.254.170.2",
  "100.100.100.200",
  "168.63.129.16",
  "192.0.0.192",
  "[fd00:ec2::254]",
  "[fd20:ce::254]",
  "[fe80::a9fe:a9fe]",
  "[fe80::1]",
  "[fec0::1]",
  "[fc00::1]",
  // What no receiver has.
  "192.0.2.1",
  "198.18.0.1",
  "198.51.100.1",
  "203.0.113.1",
  "192.88.99.1",
  "224.0.0.1",
  "239.255.255.255",
  "240.0.0.1",
  "255.255.255.255",
  "[2001:db8::1]",
  "[2001:2::1]",
  "[2001:10::1]",
  "[2001:20::1]",
  "[100::1]",
  "[3fff::1]",
  "[5f00::1]",
  "[4000::1]",
  "[ff02::1]",
] as const;

/** URLs that are wrong besides leading to this machine. */
const FORBIDDEN_URLS: readonly (readonly [string, TargetUrlIssueCode, AttemptErrorCode | null])[] = [
  ["https://127.0.0.1:{port}/", "url_address_forbidden", "address_forbidden"],
  ["https://[::ffff:7f00:1]:{port}/", "url_address_forbidden", "address_forbidden"],
  ["https://localhost:{port}/", "url_address_forbidden", "address_forbidden"],
  ["HTTPS://0X7F.1:{port}/?a=http://example.com/", "url_address_forbidden", "address_forbidden"],
  ["http://user@127.0.0.1:{port}/", "url_has_credentials", "address_forbidden"],
  ["http://user:password@127.0.0.1:{port}/", "url_has_credentials", "address_forbidden"],
  ["http://example.com@127.0.0.1:{port}/", "url_has_credentials", "address_forbidden"],
  ["http://example.com%40127.0.0.1:{port}/", "url_malformed", null],
  ["http://127.0.0.1:{port}@example.invalid/", "url_has_credentials", "dns_not_found"],
  ["http://127.0.0.1:{port}#@example.com/", "url_has_fragment", "address_forbidden"],
  ["http://127.0.0.1:{port}\\@example.com/", "url_malformed", "address_forbidden"],
  ["http:\\\\127.0.0.1:{port}\\", "url_malformed", "address_forbidden"],
  ["http:/127.0.0.1:{port}/", "url_malformed", "address_forbidden"],
  ["http:127.0.0.1:{port}/", "url_malformed", "address_forbidden"],
  ["http:///127.0.0.1:{port}/", "url_malformed", "address_forbidden"],
  [" http://127.0.0.1:{port}/", "url_malformed", "address_forbidden"],
  ["ht\ntp://127.0.0.1:{port}/", "url_malformed", "address_forbidden"],
  ["http://127.0.0\t.1:{port}/", "url_malformed", "address_forbidden"],
  ["http://127.0.0.1\u200b:{port}/", "url_malformed", "address_forbidden"],
  ["http://local\u00adhost:{port}/", "url_malformed", "address_forbidden"],
  ["http://127.0.0.1:{port}/\r\nX-Injected: 1", "url_malformed", "address_forbidden"],
  ["http://localhost.:{port}/", "url_host_invalid", "url_forbidden"],
  ["http://127.0.0.1..:{port}/", "url_host_invalid", "url_forbidden"],
  ["http://.localhost:{port}/", "url_host_invalid", "url_forbidden"],
  ["http://example..com:{port}/", "url_host_invalid", "url_forbidden"],
  ["http://[::1%25lo]:{port}/", "url_malformed", null],
  ["http://[fe80::1%25eth0]:{port}/", "url_malformed", null],
  ["http://[::ffff:127.1]:{port}/", "url_malformed", null],
  ["http://127.0.0.256:{port}/", "url_malformed", null],
  ["http://1.127.0.0.1:{port}/", "url_malformed", null],
  ["http://0x100000000:{port}/", "url_malformed", null],
  ["http://127.0.0.1:22/", "url_port_forbidden", "url_forbidden"],
  ["http://name.hostile.test:25/", "url_port_forbidden", "url_forbidden"],
  ["ftp://127.0.0.1:{port}/", "url_not_https", "url_forbidden"],
  ["ws://127.0.0.1:{port}/", "url_not_https", "url_forbidden"],
  ["file:///etc/passwd", "url_not_https", "url_forbidden"],
  ["gopher://127.0.0.1:{port}/_POST", "url_not_https", "url_forbidden"],
  ["unix:/var/run/docker.sock", "url_not_https", "url_forbidden"],
  [`http://127.0.0.1:{port}/${"a".repeat(2_048)}`, "url_too_long", "address_forbidden"],
  [`http://${"a".repeat(64)}.hostile.test:{port}/`, "url_host_invalid", "url_forbidden"],
  [`http://${"a.".repeat(127)}hostile.test:{port}/`, "url_host_invalid", "url_forbidden"],
];

const loopback: NameAnswer = { a: ["127.0.0.1"] };

/** Names, and what is said about them. */
const HOSTILE_NAMES: readonly (readonly [
  host: string,
  names: Readonly<Record<string, NameAnswer>>,
  sentAs: AttemptErrorCode,
])[] = [
  ...[
    ["127.0.0.1"],
    ["127.8.8.8"],
    ["0.0.0.0"],
    ["10.1.2.3"],
    ["172.20.0.1"],
    ["192.168.0.1"],
    ["169.254.169.254"],
    ["100.100.100.200"],
    ["168.63.129.16"],
    ["192.0.2.1"],
    ["224.0.0.251"],
    ["255.255.255.255"],
    [PUBLIC, "127.0.0.1"],
    ["127.0.0.1", PUBLIC],
    [...Array.from({ length: 40 }, (_, n) => `93.184.216.${n}`), "127.0.0.1"],
    ["10.0.0.1", "192.168.0.1"],
  ].map((a, n) => [`a${n}.hostile.test`, { [`a${n}.hostile.test`]: { a } }, "address_forbidden"] as const),
  ...[
    ["::1"],
    ["::"],
    ["::ffff:127.0.0.1"],
    ["::127.0.0.1"],
    ["::ffff:0:7f00:1"],
    ["64:ff9b::7f00:1"],
    ["64:ff9b:1::7f00:1"],
    ["2002:7f00:1::1"],
    ["2001:0:7f00:1::1"],
    ["2606:2800:220::5efe:7f00:1"],
    ["fd00:ec2::254"],
    ["fe80::1"],
    ["fec0::1"],
    ["ff02::1"],
    ["2001:db8::1"],
    [PUBLIC_V6, "::1"],
    ["::1", PUBLIC_V6],
  ].map(
    (aaaa, n) =>
      [`six${n}.hostile.test`, { [`six${n}.hostile.test`]: { aaaa } }, "address_forbidden"] as const,
  ),
  ["mixed.hostile.test", { "mixed.hostile.test": { a: [PUBLIC], aaaa: ["::1"] } }, "address_forbidden"],
  [
    "mixed2.hostile.test",
    { "mixed2.hostile.test": { a: ["10.0.0.1"], aaaa: [PUBLIC_V6] } },
    "address_forbidden",
  ],
  ["127.0.0.1.hostile.test", { "127.0.0.1.hostile.test": loopback }, "address_forbidden"],
  ["MiXeD-CaSe.hostile.test", { "mixed-case.hostile.test": loopback }, "address_forbidden"],
  ["bücher.hostile.test", { "xn--bcher-kva.hostile.test": loopback }, "address_forbidden"],
  ["my_service.hostile.internal", { "my_service.hostile.internal": loopback }, "address_forbidden"],
  ["printer.local", { "printer.local": { a: ["192.168.0.9"] } }, "address_forbidden"],
  [
    "metadata.google.internal",
    { "metadata.google.internal": { a: ["169.254.169.254"] } },
    "address_forbidden",
  ],
  ["intranet", { intranet: { a: ["10.0.0.2"] } }, "address_forbidden"],
  ["localhost.hostile.test", { "localhost.hostile.test": loopback }, "address_forbidden"],
  [`${"a".repeat(63)}.hostile.test`, { [`${"a".repeat(63)}.hostile.test`]: loopback }, "address_forbidden"],
  [
    "chain.hostile.test",
    {
      "chain.hostile.test": { cname: "two.test" },
      "two.test": { cname: "three.test" },
      "three.test": loopback,
    },
    "address_forbidden",
  ],
  [
    "alias.hostile.test",
    { "alias.hostile.test": { cname: "localhost" }, localhost: loopback },
    "address_forbidden",
  ],
  ["loop.hostile.test", { "loop.hostile.test": { cname: "loop.hostile.test" } }, "dns_failed"],
  ["nowhere.hostile.test", {}, "dns_not_found"],
  ["empty.hostile.test", { "empty.hostile.test": { a: [] } }, "dns_not_found"],
  ["broken.hostile.test", { "broken.hostile.test": { ...loopback, code: "SERVFAIL" } }, "dns_failed"],
  ["refused.hostile.test", { "refused.hostile.test": { ...loopback, code: "REFUSED" } }, "dns_failed"],
  ["silent.hostile.test", { "silent.hostile.test": { isSilent: true } }, "dns_failed"],
  ["slow.hostile.test", { "slow.hostile.test": { ...loopback, delayMs: 1_700 } }, "dns_failed"],
  [
    "crowd.hostile.test",
    { "crowd.hostile.test": { a: Array.from({ length: 200 }, (_, n) => `93.184.216.${n}`) } },
    "dns_failed",
  ],
  [
    "garbage.hostile.test",
    {
      "garbage.hostile.test": {
        spoil: (reply) => Buffer.concat([reply.subarray(0, 12), Buffer.alloc(40, 0xff)]),
      },
    },
    "dns_failed",
  ],
];

export const HOSTILE_TARGETS: readonly HostileTarget[] = [
  ...FORBIDDEN_HOSTS.map(
    (host): HostileTarget => ({
      url: `http://${host}:{port}/`,
      savedAs: "url_address_forbidden",
      sentAs: "address_forbidden",
      names: {},
    }),
  ),
  ...FORBIDDEN_URLS.map(([url, savedAs, sentAs]): HostileTarget => ({ url, savedAs, sentAs, names: {} })),
  ...HOSTILE_NAMES.map(
    ([host, names, sentAs]): HostileTarget => ({
      url: `http://${host}:{port}/`,
      savedAs: null,
      sentAs,
      names,
    }),
  ),
];

export function tellNames(server: NameServer, targets: readonly HostileTarget[]): void {
  for (const { names } of targets) {
    for (const [name, answer] of Object.entries(names)) server.set(name, answer);
  }
}
