import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A wire between a worker and its database that can fail as wires do. */

export type TcpProxy = {
  /** The given address with this proxy's port in it. */
  url: string;
  /** Nothing passes any more and nothing is closed: new connections open too, and stay silent. */
  stall(): void;
  /** Everything is cut, and new connections are cut at once. */
  drop(): void;
  /** As before the fault. What was held back passes now. */
  mend(): void;
  /** New connections pass again; those that were stalled stay silent for good and are never closed. */
  mendForNew(): void;
  close(): Promise<void>;
};

export async function startTcpProxy(targetUrl: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(targetUrl);
  const sockets = new Set<Socket>();
  let state: "open" | "stalled" | "dropped" = "open";

  const server = createServer((near) => {
    if (state === "dropped") {
      near.resetAndDestroy();
      return;
    }
    const far = connect(Number(port), hostname);
    join(near, far);
    join(far, near);
    if (state === "stalled") for (const socket of [near, far]) socket.pause();
  });

  function join(from: Socket, to: Socket): void {
    sockets.add(from);
    from.setNoDelay(true);
    from.on("data", (chunk) => to.write(chunk));
    from.on("end", () => to.end());
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(targetUrl);
  // A socket in the file system would lead around it.
  url.searchParams.delete("host");
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.toString(),
    stall() {
      state = "stalled";
      for (const socket of sockets) socket.pause();
    },
    drop() {
      state = "dropped";
      for (const socket of sockets) socket.resetAndDestroy();
    },
    mend() {
      state = "open";
      for (const socket of sockets) socket.resume();
    },
    mendForNew() {
      state = "open";
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
