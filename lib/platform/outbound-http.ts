import type { Cidr } from "./core/address-policy.ts";
import { checkTargetUrl, type TargetUrlPolicy } from "./core/target-url.ts";
import { type ConnectPolicy, type ConnectTarget, outboundSecureContext } from "./outbound-connect.ts";
import { Connection } from "./outbound-connection.ts";
import { exchangeError, OutboundError } from "./outbound-error.ts";
import {
  Exchange,
  type ExchangeOwner,
  type OutboundOutcome,
  type OutboundRequest,
  type OutboundTarget,
} from "./outbound-exchange.ts";
import type { HostLookup } from "./outbound-name-servers.ts";
import { IdleConnections } from "./outbound-pool.ts";
import { createHostLookup, joinedLookup } from "./outbound-resolver.ts";
import { RunningExchanges } from "./outbound-running.ts";

export type { OutboundOutcome, OutboundRequest, OutboundTarget } from "./outbound-exchange.ts";

/** An idle socket costs 20 to 25 kB, so that these are about 25 MB. */
const IDLE_SOCKETS_MAX = 1_000;

export type OutboundHttpOptions = {
  /** Networks that may be reached although they are not public. */
  allowedNetworks: readonly Cidr[];
  /** Plain `http:` also to public addresses. */
  allowHttp: boolean;
  /** Name servers as `address` or `address:port`; none: this machine's name resolution. */
  nameServers?: readonly string[];
  /** Instead of name servers. */
  lookup?: HostLookup;
  /** PEM certificates of authorities that are trusted besides Node's own (`NODE_EXTRA_CA_CERTS` included). */
  ca?: readonly string[];
  /** Beyond so many unused sockets, the one unused for longest is closed. */
  idleSocketsMax?: number;
  /** A connection that is older carries no further request. */
  socketAgeMsMax?: number;
};

export type OutboundHttp = {
  /** Never rejects: whatever happens is an outcome. */
  send: (request: OutboundRequest) => Promise<OutboundOutcome>;
  /** Ends requests that are under way as `interrupted` and closes every socket. */
  close: () => Promise<void>;
};

/** The two parts of a webhook's URL that a request needs; make it once for each webhook. */
export function outboundTarget(url: URL): OutboundTarget {
  return { origin: url.origin, path: url.pathname + url.search };
}

/**
 * The way out for everything that Pointhook sends. HTTP/1.1 over keep-alive sockets, one request on a socket
 * at a time; nothing is redirected, decompressed or sent anywhere that the address policy forbids. How many
 * requests run at once is the caller's to bound.
 */
export function createOutboundHttp(options: OutboundHttpOptions): OutboundHttp {
  const { allowedNetworks, allowHttp } = options;
  const policy: ConnectPolicy = {
    allowedNetworks,
    allowHttp,
    lookup: joinedLookup(
      options.lookup ??
        createHostLookup({
          nameServers: options.nameServers ?? [],
          // Search domains and the like lead into networks of one's own: without one that may be reached, asking
          // for them could only cost.
          asksSystem: allowedNetworks.length > 0,
        }),
    ),
    secureContext: outboundSecureContext(options.ca ?? []),
  };
  const idle = new IdleConnections(options.idleSocketsMax ?? IDLE_SOCKETS_MAX);
  const running = new RunningExchanges();
  let isClosed = false;

  const owner: ExchangeOwner = {
    freshConnection(origin) {
      const target = connectTarget(origin, { allowed: allowedNetworks, allowHttp });
      return new Connection(
        origin,
        target,
        policy,
        (connection) => idle.remove(connection),
        options.socketAgeMsMax,
      );
    },
    onSettled(exchange, connection, isReusable) {
      running.remove(exchange);
      if (isReusable && !isClosed && !connection.isExpired) {
        idle.put(connection);
        return;
      }
      connection.destroy();
      idle.forgetUnused(connection.originKey);
    },
  };

  function send(request: OutboundRequest): Promise<OutboundOutcome> {
    return new Promise((resolve) => {
      if (isClosed) {
        resolve(notSent(new OutboundError("interrupted", "The sender is closed.")));
        return;
      }
      let connection: Connection;
      try {
        connection = idle.take(request.url.origin) ?? owner.freshConnection(request.url.origin);
      } catch (error) {
        resolve(notSent(exchangeError(error instanceof Error ? error : new Error(String(error)), false)));
        return;
      }
      const exchange = new Exchange(request, connection, owner, resolve);
      running.add(exchange);
      exchange.start();
    });
  }

  async function close(): Promise<void> {
    isClosed = true;
    running.interruptAll();
    idle.destroyAll();
  }

  return { send, close };
}

/** @throws OutboundError when the policy forbids the origin, which it may not have done when it was saved. */
function connectTarget(origin: string, policy: TargetUrlPolicy): ConnectTarget {
  const verdict = checkTargetUrl(`${origin}/`, policy);
  if (!verdict.ok) {
    const code = verdict.code === "url_address_forbidden" ? "address_forbidden" : "url_forbidden";
    throw new OutboundError(code, verdict.message);
  }
  const { protocol, hostname, port } = verdict.url;
  const isTls = protocol === "https:";
  return {
    isTls,
    hostname: hostname.startsWith("[") ? hostname.slice(1, -1) : hostname,
    port: port === "" ? (isTls ? 443 : 80) : Number(port),
  };
}

function notSent(error: OutboundError): OutboundOutcome {
  return {
    kind: "error",
    code: error.attemptCode,
    message: error.message,
    timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
    remoteAddress: null,
    partialAnswer: null,
  };
}
