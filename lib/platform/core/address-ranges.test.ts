import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { classifyAddress, parseCidrs } from "./address-policy.ts";
import { FORBIDDEN_IPV4, FORBIDDEN_IPV6 } from "./address-ranges.ts";
import { checkTargetUrl } from "./target-url.ts";

// Many runs, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** IANA's special-purpose registries of IPv4 and IPv6, each block as it stands there (October 2025). */
const REGISTRY_V4 =
  "0.0.0.0/8 0.0.0.0/32 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.0.0/29 192.0.0.8/32 192.0.0.9/32 192.0.0.10/32 192.0.0.170/32 192.0.0.171/32 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.88.99.2/32 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 255.255.255.255/32";
const REGISTRY_V6 =
  "::1/128 ::/128 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001::/32 2001:1::1/128 2001:1::2/128 2001:1::3/128 2001:2::/48 2001:3::/32 2001:4:112::/48 2001:10::/28 2001:20::/28 2001:30::/28 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10";
/** Not in these registries, and no receivers either: multicast, retired space, IPv4 inside IPv6, Azure's platform. */
const BESIDES_V4 = "224.0.0.0/4 168.63.129.16/32";
const BESIDES_V6 = "ff00::/8 fec0::/10 3ffe::/16 ::/96 ::ffff:0:0:0/96";

/** First and last address as numbers, worked out without the code under test. */
type Span = { cidr: string; first: bigint; last: bigint };

const spansV4 = `${REGISTRY_V4} ${BESIDES_V4}`.split(" ").map((cidr) => spanOf(cidr, 32));
const spansV6 = `${REGISTRY_V6} ${BESIDES_V6}`.split(" ").map((cidr) => spanOf(cidr, 128));
const GLOBAL_V6 = spanOf("2000::/3", 128);

function spanOf(cidr: string, bits: 32 | 128): Span {
  const [text = "", prefix] = cidr.split("/");
  const size = 1n << BigInt(bits - Number(prefix));
  const first = bits === 32 ? numberV4(text) : numberV6(text);
  return { cidr, first, last: first + size - 1n };
}

function numberV4(text: string): bigint {
  return text.split(".").reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

function numberV6(text: string): bigint {
  const [head = "", tail] = text.split("::").map((half) => (half === "" ? [] : half.split(":")));
  const groups =
    tail === undefined ? head : [...head, ...Array(8 - head.length - tail.length).fill("0"), ...tail];
  return [...groups].reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

const within = (value: bigint, { first, last }: Span) => value >= first && value <= last;
const parts = (value: bigint, count: number, size: bigint) =>
  Array.from({ length: count }, (_, place) => Number((value / size ** BigInt(count - 1 - place)) % size));
const textV4 = (value: bigint) => parts(value, 4, 256n).join(".");

/** The last 32 bits may stand for IPv4, dotted. */
function spellV6(
  value: bigint,
  style: { upper: boolean; pad: boolean; dotted: boolean; from: number; length: number },
) {
  const groups = parts(value, 8, 65_536n).map((group) => group.toString(16).padStart(style.pad ? 4 : 1, "0"));
  const written = style.dotted ? [...groups.slice(0, 6), textV4(value & 0xffffffffn)] : groups;
  const gap = written.slice(style.from, style.from + style.length);
  const canShorten = gap.length > 0 && gap.every((group) => /^0+$/.test(group));
  const text = canShorten
    ? `${written.slice(0, style.from).join(":")}::${written.slice(style.from + style.length).join(":")}`
    : written.join(":");
  return style.upper ? text.toUpperCase() : text;
}

const styles = fc.record({
  upper: fc.boolean(),
  pad: fc.boolean(),
  dotted: fc.boolean(),
  from: fc.nat(7),
  length: fc.nat(8),
});

/** As a URL can write an IPv4 address: fewer parts, octal, hexadecimal, other digits and dots, percent-encoded. */
function spellV4(value: bigint, style: { count: number; bases: number[]; script: number }): string {
  const octets = parts(value, 4, 256n);
  const kept = octets.slice(0, style.count - 1);
  const rest = octets.slice(style.count - 1).reduce((sum, octet) => sum * 256 + octet, 0);
  const text = [...kept, rest]
    .map((part, place) => {
      const base = style.bases[place] ?? 10;
      if (base === 8) return `0${part.toString(8)}`;
      return base === 16 ? `0x${part.toString(16)}` : String(part);
    })
    .join(".");
  if (style.script === 1) {
    const wide = (character: string) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0);
    return text.replace(/[0-9a-fx]/g, wide).replaceAll(".", "\u3002");
  }
  return style.script === 2 ? text.replace(/\d/g, (digit) => `%3${digit}`) : text;
}

const spellingsV4 = fc.record({
  count: fc.integer({ min: 1, max: 4 }),
  bases: fc.array(fc.constantFrom(8, 10, 16), { minLength: 4, maxLength: 4 }),
  script: fc.nat(2),
});

const insideOf = (span: Span) =>
  fc.oneof(fc.constant(span.first), fc.constant(span.last), fc.bigInt({ min: span.first, max: span.last }));
const codeOfUrl = (host: string) => {
  const verdict = checkTargetUrl(`https://${host}/`, { allowed: [], allowHttp: true });
  return verdict.ok ? "ok" : verdict.code;
};

describe("the ranges", () => {
  it("are IANA's and the few others, no more and no less", () => {
    const listed = (ranges: typeof FORBIDDEN_IPV4, bits: 32 | 128) =>
      ranges.map(([cidr]) => spanOf(cidr, bits)).map(({ first, last }) => `${first}-${last}`);
    // The registry writes these two as two.
    const joined = spansV4.filter(({ cidr }) => !cidr.startsWith("192.0.0.17"));
    const wanted = [...joined, spanOf("192.0.0.170/31", 32)].map(({ first, last }) => `${first}-${last}`);
    expect(listed(FORBIDDEN_IPV4, 32).sort()).toEqual(wanted.sort());
    expect(listed(FORBIDDEN_IPV6, 128).sort()).toEqual(
      spansV6.map(({ first, last }) => `${first}-${last}`).sort(),
    );
  });

  it("are what docs/security.md tells operators, in the same order", () => {
    const text = readFileSync(new URL("../../../docs/security.md", import.meta.url), "utf8");
    const rows = [...text.matchAll(/^\| `([^`]+\/\d+)` +\| ([^|]+?) +\| ([^|]+?) +\|$/gm)];
    expect(rows.map((row) => row.slice(1))).toEqual([...FORBIDDEN_IPV4, ...FORBIDDEN_IPV6]);
  });

  it("name a narrower range before the wider one around it, so that each name can be reached", () => {
    for (const [ranges, bits] of [
      [FORBIDDEN_IPV4, 32],
      [FORBIDDEN_IPV6, 128],
    ] as const) {
      const spans = ranges.map(([cidr]) => spanOf(cidr, bits));
      spans.forEach((span, place) => {
        expect(
          spans.slice(0, place).some((wider) => within(span.first, wider) && within(span.last, wider)),
        ).toBe(false);
      });
    }
  });

  it.each(spansV4)(
    "refuse every IPv4 address of $cidr, however a URL or an IPv6 address writes it",
    (span) => {
      fc.assert(
        fc.property(insideOf(span), spellingsV4, styles, (value, spelling, style) => {
          expect(classifyAddress(textV4(value), []).allowed).toBe(false);
          expect(classifyAddress(spellV6(0xffff00000000n + value, style), []).allowed).toBe(false);
          expect(classifyAddress(spellV6(numberV6("64:ff9b::") + value, style), []).allowed).toBe(false);
          expect(codeOfUrl(spellV4(value, spelling))).toBe("url_address_forbidden");
          expect(codeOfUrl(`[${spellV6(0xffff00000000n + value, style)}]`)).toBe("url_address_forbidden");
          expect(codeOfUrl(`[${spellV6(numberV6("64:ff9b::") + value, style)}]`)).toBe(
            "url_address_forbidden",
          );
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(spansV6)("refuse every IPv6 address of $cidr in every spelling", (span) => {
    fc.assert(
      fc.property(insideOf(span), styles, (value, style) => {
        const text = spellV6(value, style);
        expect(classifyAddress(text, []).allowed).toBe(false);
        expect(codeOfUrl(`[${text}]`)).toBe("url_address_forbidden");
      }),
      { numRuns: 60 },
    );
  });

  it("leave every other IPv4 address alone, in every spelling", () => {
    const other = fc
      .bigInt({ min: 0n, max: 0xffffffffn })
      .filter((value) => !spansV4.some((span) => within(value, span)));
    fc.assert(
      fc.property(other, spellingsV4, styles, (value, spelling, style) => {
        expect(classifyAddress(textV4(value), [])).toEqual({ allowed: true });
        expect(classifyAddress(spellV6(0xffff00000000n + value, style), [])).toEqual({ allowed: true });
        expect(codeOfUrl(spellV4(value, spelling))).toBe("ok");
      }),
      { numRuns: 2_000 },
    );
  });

  it("leave every other global unicast IPv6 address alone, in every spelling", () => {
    const isIsatap = (value: bigint) => ((value >> 32n) & 0xfdffffffn) === 0x5efen;
    const other = fc
      .bigInt({ min: GLOBAL_V6.first, max: GLOBAL_V6.last })
      .filter((value) => !isIsatap(value) && !spansV6.some((span) => within(value, span)));
    fc.assert(
      fc.property(other, styles, (value, style) => {
        const text = spellV6(value, style);
        expect(classifyAddress(text, [])).toEqual({ allowed: true });
        expect(codeOfUrl(`[${text}]`)).toBe("ok");
      }),
      { numRuns: 2_000 },
    );
  });

  it("begin and end where they say", () => {
    for (const [spans, bits] of [
      [spansV4, 32],
      [spansV6, 128],
    ] as const) {
      for (const { first, last } of spans) {
        for (const next of [first - 1n, last + 1n]) {
          if (next < 0n || next >= 1n << BigInt(bits)) continue;
          const isFree =
            !spans.some((span) => within(next, span)) && (bits === 32 || within(next, GLOBAL_V6));
          const text = bits === 32 ? textV4(next) : spellV6(next, PLAIN);
          expect({ text, ...classifyAddress(text, []) }).toMatchObject({ text, allowed: isFree });
        }
      }
    }
  });

  it("are opened by exactly the networks that are listed", () => {
    const bitsOf = { min: 1, max: 30 };
    fc.assert(
      fc.property(fc.integer(bitsOf), fc.bigInt({ min: 0n, max: 0xffffffffn }), (bits, value) => {
        const size = 1n << BigInt(32 - bits);
        const first = (value / size) * size;
        const network = parseCidrs(`${textV4(first)}/${bits}`);
        expect(classifyAddress(textV4(value), network)).toEqual({ allowed: true });
        for (const outside of [first - 1n, first + size]) {
          if (outside < 0n || outside > 0xffffffffn) continue;
          expect(classifyAddress(textV4(outside), network)).toEqual(classifyAddress(textV4(outside), []));
        }
      }),
    );
  });
});

const PLAIN = { upper: false, pad: false, dotted: false, from: 0, length: 0 };

describe("an address that carries IPv4 ones", () => {
  it.each([
    ["64:ff9b::10.1.0.1"],
    ["2002:a01:1::1"],
    ["2001:0:a01:1:0:0:f5fe:fffe"],
    ["::10.1.0.1"],
    ["::ffff:0:10.1.0.1"],
    ["2606:4700::5efe:10.1.0.1"],
  ])("is opened by no IPv6 network alone, but together with what it carries: %s", (ip) => {
    expect(classifyAddress(ip, parseCidrs("::/0")).allowed).toBe(false);
    expect(classifyAddress(ip, parseCidrs("::/0, 10.2.0.0/16")).allowed).toBe(false);
    expect(classifyAddress(ip, parseCidrs("::/0, 10.1.0.0/16"))).toEqual({ allowed: true });
  });
});

describe("a text that is read as an address", () => {
  it("is one for the socket too", () => {
    const near = fc.string({ unit: fc.constantFrom(..."0123456789abcdefF:.%/ x"), maxLength: 45 });
    fc.assert(
      fc.property(near, (text) => {
        const verdict = classifyAddress(text, []);
        if (verdict.allowed || verdict.range !== "not an IP address") expect(isIP(text)).not.toBe(0);
      }),
      { numRuns: 5_000 },
    );
  });

  it("means what the URL parser takes it for", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), styles, (value, style) => {
        const text = spellV6(value, style);
        expect(isIP(text)).toBe(6);
        expect(new URL(`http://[${text}]/`).href).toBe(new URL(`http://[${spellV6(value, PLAIN)}]/`).href);
        expect(classifyAddress(text, [])).toEqual(classifyAddress(spellV6(value, PLAIN), []));
      }),
    );
  });
});
