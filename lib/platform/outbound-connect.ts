import { constants } from "node:crypto";
import { connect as connectTcp, isIP, type Socket, type TcpNetConnectOpts } from "node:net";
import { connect as connectTls, createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import { type Cidr, classifyAddress, isAddressIn } from "./core/address-policy.ts";
import { connectError, dnsError, OutboundError } from "./outbound-error.ts";
import type { HostLookup } from "./outbound-name-servers.ts";

/** How long one address of several may take before the next one is tried as well. */
const NEXT_ADDRESS_AFTER_MS = 1_000;
/** All addresses of a name are checked, so many are tried. */
const ADDRESSES_TRIED_MAX = 8;
/** No receiver has more. Checking one takes some 30 µs, and an answer can hold thousands. */
const ADDRESSES_MAX = 100;

export type ConnectPolicy = {
  allowedNetworks: readonly Cidr[];
  allowHttp: boolean;
  lookup: HostLookup;
  secureContext: SecureContext;
};

export type ConnectTarget = {
  isTls: boolean;
  /** A name, or an address without brackets. */
  hostname: string;
  port: number;
};

/** TLS 1.2 or later, one handshake for each connection; trusts what Node trusts (`NODE_EXTRA_CA_CERTS` included) and the given PEM certificates. */
export function outboundSecureContext(ca: readonly string[]): SecureContext {
  const trusted = ca.length === 0 ? {} : { ca: [...getCACertificates("default"), ...ca] };
  return createSecureContext({
    ...trusted,
    minVersion: "TLSv1.2",
    // A receiver could ask for one handshake after the other, each with another certificate that nobody checks.
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
  });
}

/**
 * One connection in the making. The name is resolved once and every address is judged before a socket exists;
 * the socket then goes to a judged address and nowhere else, while TLS keeps to the name.
 */
export class Connecting {
  phase: "dns" | "connect" | "tls" = "dns";
  /** Null for an address, which needs no lookup, and for what has not been reached yet. */
  dnsMs: number | null = null;
  connectMs: number | null = null;
  tlsMs: number | null = null;

  readonly #target: ConnectTarget;
  readonly #policy: ConnectPolicy;
  readonly #done: (error: OutboundError | null, socket: Socket | null) => void;
  #socket: Socket | null = null;
  #isSettled = false;
  #phaseStartedAt = performance.now();

  constructor(
    target: ConnectTarget,
    policy: ConnectPolicy,
    done: (error: OutboundError | null, socket: Socket | null) => void,
  ) {
    this.#target = target;
    this.#policy = policy;
    this.#done = done;
    if (isIP(target.hostname) === 0) this.#resolve();
    else this.#connect([target.hostname]);
  }

  /** Gives up without a word: `done` is not called any more. */
  abandon(): void {
    this.#isSettled = true;
    this.#socket?.destroy();
  }

  #resolve(): void {
    const { hostname } = this.#target;
    this.#policy.lookup(hostname).then(
      (addresses) => {
        if (this.#isSettled) return;
        this.dnsMs = this.#endPhase();
        if (addresses.length > ADDRESSES_MAX) {
          const message = `The host name ${hostname} has more than ${ADDRESSES_MAX} addresses.`;
          this.#fail(new OutboundError("dns_failed", message));
        } else if (addresses.length > 0) this.#connect(addresses);
        else this.#fail(new OutboundError("dns_not_found", `The host name ${hostname} has no address.`));
      },
      (error: unknown) => {
        if (this.#isSettled) return;
        this.dnsMs = this.#endPhase();
        this.#fail(dnsError(hostname, error));
      },
    );
  }

  #connect(addresses: readonly string[]): void {
    const refusal = this.#judge(addresses);
    if (refusal) {
      // A caller that hears at once, from inside its own call, is harder to get right than one that waits.
      queueMicrotask(() => this.#fail(refusal));
      return;
    }
    this.phase = "connect";
    const { hostname, port, isTls } = this.#target;
    const isName = isIP(hostname) === 0;
    const tcp: TcpNetConnectOpts = {
      host: hostname,
      port,
      noDelay: true,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
    };
    if (isName) {
      const judged = addresses
        .slice(0, ADDRESSES_TRIED_MAX)
        .map((address) => ({ address, family: isIP(address) }));
      tcp.lookup = (_name, _options, callback) => callback(null, judged);
    }
    const socket = isTls
      ? connectTls({
          ...tcp,
          // SNI and the certificate check go by the name; an address is checked against the certificate itself.
          ...(isName ? { servername: hostname } : {}),
          secureContext: this.#policy.secureContext,
          // Said although it is the default: an environment variable could turn the default off.
          rejectUnauthorized: true,
          ALPNProtocols: ["http/1.1"],
        })
      : connectTcp(tcp);
    this.#socket = socket;
    socket.once("connect", () => {
      this.connectMs = this.#endPhase();
      if (isTls) this.phase = "tls";
      else this.#succeed(socket);
    });
    if (isTls) {
      socket.once("secureConnect", () => {
        this.tlsMs = this.#endPhase();
        this.#succeed(socket);
      });
    }
    socket.on("error", (error) => this.#fail(connectError(error, this.phase === "tls" ? "tls" : "connect")));
  }

  #judge(addresses: readonly string[]): OutboundError | null {
    const { hostname, isTls } = this.#target;
    const { allowedNetworks, allowHttp } = this.#policy;
    for (const address of addresses) {
      const verdict = classifyAddress(address, allowedNetworks);
      if (!verdict.allowed) {
        // The address itself stays unsaid, so that the answer does not map a network from inside.
        const message = `${hostname} leads to an address where deliveries may not go (${verdict.range}).`;
        return new OutboundError("address_forbidden", message);
      }
      if (!isTls && !allowHttp && !isAddressIn(address, allowedNetworks)) {
        const message = `${hostname} leads to a public address, which may be reached by https only.`;
        return new OutboundError("url_forbidden", message);
      }
    }
    return null;
  }

  #succeed(socket: Socket): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#done(null, socket);
  }

  #fail(error: OutboundError): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#socket?.destroy();
    this.#done(error, null);
  }

  #endPhase(): number {
    const now = performance.now();
    const elapsedMs = now - this.#phaseStartedAt;
    this.#phaseStartedAt = now;
    return elapsedMs;
  }
}
