import { createHook } from "node:async_hooks";

export type ConnectWatch = {
  /** `<address> <port>` of each TCP connection that anything in this process began to open, successful or not. */
  attempts(): string[];
  stop(): void;
};

type ConnectRequest = { address?: string; port?: number };

/**
 * Watches the last step before the operating system is asked for a connection. Nothing that uses Node's sockets gets
 * past it, so what is not seen here was not attempted.
 */
export function watchConnects(): ConnectWatch {
  const requests: ConnectRequest[] = [];
  const hook = createHook({
    init(_id, type, _trigger, resource: ConnectRequest) {
      // Address and port are filled in after this call.
      if (type === "TCPCONNECTWRAP") requests.push(resource);
    },
  });
  hook.enable();
  return {
    attempts: () => requests.map(({ address, port }) => `${address} ${port}`),
    stop: () => void hook.disable(),
  };
}
