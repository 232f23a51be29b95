import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { classifyAddress, parseCidrs } from "./address-policy.ts";
import { checkTargetUrl, type TargetUrlPolicy } from "./target-url.ts";

// Many runs, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const strict: TargetUrlPolicy = { allowed: [], allowHttp: false };
const loopback = { allowed: parseCidrs("127.0.0.0/8 ::1"), allowHttp: false };
const httpAllowed = { allowed: [], allowHttp: true };

describe("checkTargetUrl", () => {
  it.each([
    ["https://example.com", "https://example.com/"],
    ["https://example.com/hooks?a=b&c=%20", "https://example.com/hooks?a=b&c=%20"],
    ["HTTPS://Example.COM/Hooks", "https://example.com/Hooks"],
    ["https://example.com:443/", "https://example.com/"],
    ["https://example.com:80/", "https://example.com:80/"],
    ["https://example.com:1024/", "https://example.com:1024/"],
    ["https://example.com:65535/", "https://example.com:65535/"],
    ["https://8.8.8.8/", "https://8.8.8.8/"],
    ["https://134744072/", "https://8.8.8.8/"],
    ["https://[2606:4700::1111]:8443/x", "https://[2606:4700::1111]:8443/x"],
    ["https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"],
    ["https://my_service.internal/", "https://my_service.internal/"],
    ["https://intranet/", "https://intranet/"],
    ["https://example.com/a@b?c@d", "https://example.com/a@b?c@d"],
    ["https://127.0.0.1.nip.io/", "https://127.0.0.1.nip.io/"],
  ])("accepts %s", (text, href) => {
    const verdict = checkTargetUrl(text, strict);
    expect(verdict.ok && verdict.url.href).toBe(href);
  });

  it.each([
    // Not an absolute https URL.
    ["", "url_malformed"],
    ["   ", "url_malformed"],
    ["example.com", "url_malformed"],
    ["/hooks", "url_malformed"],
    ["//example.com/", "url_malformed"],
    ["https:", "url_malformed"],
    ["https:/", "url_malformed"],
    ["https://", "url_malformed"],
    ["https:example.com", "url_malformed"],
    ["https:/example.com", "url_malformed"],
    ["https:///example.com", "url_malformed"],
    ["https://?x", "url_malformed"],
    ["https://:443/", "url_malformed"],
    ["https://exa mple.com/", "url_malformed"],
    ["https://example.com/a b", "url_malformed"],
    [" https://example.com/", "url_malformed"],
    ["https://example.com/\n", "url_malformed"],
    ["https://exam\tple.com/", "url_malformed"],
    ["java\nscript:alert(1)", "url_malformed"],
    ["https://example.com/\r\nHost: evil", "url_malformed"],
    ["https://example.com/\u0000", "url_malformed"],
    ["https://exam\u00adple.com/", "url_malformed"],
    ["https://exam\u200bple.com/", "url_malformed"],
    ["https://example.com/\u202egpj.exe", "url_malformed"],
    ["https://example.com/\u2028", "url_malformed"],
    ["https://example.com/\u3000", "url_malformed"],
    ["https://example.com/\ufeff", "url_malformed"],
    ["https://example.com/\ud800", "url_malformed"],
    ["https:\\\\example.com\\", "url_malformed"],
    ["https://example.com\\@127.0.0.1/", "url_malformed"],
    ["https://example.com:99999/", "url_malformed"],
    ["https://example.com:abc/", "url_malformed"],
    ["https://[::1", "url_malformed"],
    ["https://[fe80::1%25eth0]/", "url_malformed"],
    ["https://1.2.3.4.5/", "url_malformed"],
    ["https://256.1.1.1/", "url_malformed"],
    ["https://0x100000000/", "url_malformed"],
    ["https://%00/", "url_malformed"],
    ["https://a%2fb/", "url_malformed"],
    ["http://example.com/", "url_not_https"],
    ["http://8.8.8.8/", "url_not_https"],
    ["ftp://example.com/", "url_not_https"],
    ["file:///etc/passwd", "url_not_https"],
    ["gopher://127.0.0.1:6379/_x", "url_not_https"],
    ["javascript:alert(1)", "url_not_https"],
    ["data:text/plain,x", "url_not_https"],
    ["ws://example.com/", "url_not_https"],
    ["unix:///var/run/docker.sock", "url_not_https"],
    [`https://example.com/${"a".repeat(2_048)}`, "url_too_long"],
    [`https://example.com/${"ü".repeat(1_000)}`, "url_too_long"],
    // More in it than host, port, path and query.
    ["https://user@example.com/", "url_has_credentials"],
    ["https://user:pass@example.com/", "url_has_credentials"],
    ["https://@example.com/", "url_has_credentials"],
    ["https://:@example.com/", "url_has_credentials"],
    ["https://example.com@127.0.0.1/", "url_has_credentials"],
    ["https://example.com%40evil@127.0.0.1/", "url_has_credentials"],
    ["https://example.com/#part", "url_has_fragment"],
    ["https://example.com#", "url_has_fragment"],
    ["https://example.com#@127.0.0.1/", "url_has_fragment"],
    // Ports of other services.
    ["https://example.com:0/", "url_port_forbidden"],
    ["https://example.com:22/", "url_port_forbidden"],
    ["https://example.com:25/", "url_port_forbidden"],
    ["https://example.com:1023/", "url_port_forbidden"],
    // Hosts that are no names.
    ["https://example.com./", "url_host_invalid"],
    ["https://localhost./", "url_host_invalid"],
    ["https://example..com/", "url_host_invalid"],
    ["https://.example.com/", "url_host_invalid"],
    ["https://./", "url_host_invalid"],
    ["https://-example.com/", "url_host_invalid"],
    ["https://example-.com/", "url_host_invalid"],
    ["https://exa*mple.com/", "url_host_invalid"],
    ["https://exa;mple.com/", "url_host_invalid"],
    [`https://${"a".repeat(64)}.com/`, "url_host_invalid"],
    [`https://${"a.".repeat(130)}com/`, "url_host_invalid"],
    // This machine and its networks, in every spelling.
    ["https://localhost/", "url_address_forbidden"],
    ["https://LOCALHOST:3000/", "url_address_forbidden"],
    ["https://app.localhost/", "url_address_forbidden"],
    ["https://%6c%6f%63alhost/", "url_address_forbidden"],
    ["https://ｌｏｃａｌｈｏｓｔ/", "url_address_forbidden"],
    ["https://127.0.0.1/", "url_address_forbidden"],
    ["https://127.1/", "url_address_forbidden"],
    ["https://127.0.1/", "url_address_forbidden"],
    ["https://127.0.0.1./", "url_address_forbidden"],
    ["https://2130706433/", "url_address_forbidden"],
    ["https://0x7f000001/", "url_address_forbidden"],
    ["https://0x7f.0.0.1/", "url_address_forbidden"],
    ["https://0177.0.0.1/", "url_address_forbidden"],
    ["https://017700000001/", "url_address_forbidden"],
    ["https://0/", "url_address_forbidden"],
    ["https://0.0.0.0/", "url_address_forbidden"],
    ["https://１２７.０.０.１/", "url_address_forbidden"],
    ["https://127。0。0。1/", "url_address_forbidden"],
    ["https://①②⑦.⓪.⓪.①/", "url_address_forbidden"],
    ["https://%31%32%37.0.0.1/", "url_address_forbidden"],
    ["https://10.0.0.1/", "url_address_forbidden"],
    ["https://169.254.169.254/latest/meta-data/", "url_address_forbidden"],
    ["https://2852039166/", "url_address_forbidden"],
    ["https://0xa9fea9fe/", "url_address_forbidden"],
    ["https://192.168.0.1/", "url_address_forbidden"],
    ["https://255.255.255.255/", "url_address_forbidden"],
    ["https://[::]/", "url_address_forbidden"],
    ["https://[::1]/", "url_address_forbidden"],
    ["https://[0:0:0:0:0:0:0:1]/", "url_address_forbidden"],
    ["https://[::127.0.0.1]/", "url_address_forbidden"],
    ["https://[::ffff:127.0.0.1]/", "url_address_forbidden"],
    ["https://[::ffff:7f00:1]/", "url_address_forbidden"],
    ["https://[64:ff9b::7f00:1]/", "url_address_forbidden"],
    ["https://[2002:7f00:1::]/", "url_address_forbidden"],
    ["https://[fd00:ec2::254]/", "url_address_forbidden"],
    ["https://[fe80::1]/", "url_address_forbidden"],
  ])("refuses %j as %s", (text, code) => {
    const verdict = checkTargetUrl(text, strict);
    expect(verdict).toMatchObject({ ok: false, code });
    expect(verdict.ok ? "" : verdict.message).toMatch(/^\S.*\S$/);
  });

  it("accepts of all that can be made of a URL's parts only what holds nothing but a host, a port and a path", () => {
    const piece = fc.constantFrom(
      ..."https:// http:// // / \\ @ : # ? [ ] . % %2e %40 %00 \t \n 127.0.0.1 0x7f 1 017 ::1 ffff localhost example.com a :443 :22 :80 。 １ ü \u200b".split(
        " ",
      ),
      " ",
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.constantFrom("", "https://", "https://a."), text, (start, rest) => {
        const verdict = checkTargetUrl(start + rest, strict);
        if (!verdict.ok) {
          expect(verdict.message).not.toBe("");
          return;
        }
        const { protocol, username, password, hash, hostname, port, href } = verdict.url;
        expect({ protocol, username, password, hash }).toEqual({
          protocol: "https:",
          username: "",
          password: "",
          hash: "",
        });
        expect(href).toMatch(/^https:\/\/[a-z0-9._:[\]-]+\/[!-~]*$/);
        expect(new URL(href).href).toBe(href);
        expect(["", "80"].includes(port) || Number(port) >= 1_024).toBe(true);
        const literal = hostname.replace(/^\[|\]$/g, "");
        if (literal !== hostname || /^[\d.]+$/.test(hostname)) {
          expect(classifyAddress(literal, [])).toEqual({ allowed: true });
        } else {
          expect(hostname).not.toMatch(/(^|\.)localhost$|\.$|\.\./);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it("lets http through where the policy says so, and nowhere else", () => {
    const isOk = (text: string, policy: TargetUrlPolicy) => checkTargetUrl(text, policy).ok;
    expect(isOk("http://example.com/", httpAllowed)).toBe(true);
    expect(isOk("http://8.8.8.8/", httpAllowed)).toBe(true);
    expect(isOk("http://127.0.0.1:9000/", httpAllowed)).toBe(false);
    expect(isOk("http://127.0.0.1:9000/", loopback)).toBe(true);
    expect(isOk("http://[::1]:9000/", loopback)).toBe(true);
    expect(isOk("http://localhost:9000/", loopback)).toBe(true);
    expect(isOk("http://receiver.localhost:9000/", loopback)).toBe(true);
    expect(isOk("https://localhost:9000/", loopback)).toBe(true);
    expect(isOk("http://8.8.8.8/", loopback)).toBe(false);
    expect(isOk("http://10.0.0.1/", loopback)).toBe(false);
    // A name may lead into the allowed network; the connection decides.
    expect(isOk("http://receiver.internal/", loopback)).toBe(true);
    expect(isOk("ftp://127.0.0.1/", loopback)).toBe(false);
    expect(isOk("http://127.0.0.1:22/", loopback)).toBe(false);
  });

  it("names the rule in words that a form can show", () => {
    const message = (text: string) => {
      const verdict = checkTargetUrl(text, strict);
      return verdict.ok ? "" : verdict.message;
    };
    expect(message("http://example.com/")).toBe("The URL must use https.");
    expect(message("https://example.com:22/")).toBe(
      "Port 22 is not allowed: use 80, 443 or a port from 1024 up.",
    );
    expect(message("https://0x7f.1/")).toBe(
      "Deliveries may not go to 127.0.0.1 (loopback): use a public address or host name.",
    );
    expect(message("example.com")).toBe("Enter a complete URL such as https://example.com/webhooks.");
  });
});
