import { startChild } from "./processes.ts";
import type {
  Journal,
  ReceiverCommand,
  ReceiverIds,
  ReceiverPorts,
  ReceiverReply,
  ReceiverSetup,
  ReceiverStats,
} from "./receiver-protocol.ts";

/** The receiver's process, seen from the benchmark. */
export type BenchReceiver = {
  pid: number;
  ports: ReceiverPorts;
  /** Forgets everything and ends what hangs. */
  reset(setup: ReceiverSetup): Promise<void>;
  stats(): Promise<ReceiverStats>;
  journal(): Promise<Journal>;
  ids(): Promise<ReceiverIds>;
  stop(): Promise<void>;
};

export async function startBenchReceiver(): Promise<BenchReceiver> {
  const child = startChild<ReceiverCommand, ReceiverReply>("receiver-process.ts");
  const { ports } = await child.next("listening");
  const ask = <K extends ReceiverCommand["kind"]>(command: ReceiverCommand & { kind: K }) => {
    const answer = child.next<K>(command.kind);
    child.send(command);
    return answer;
  };
  return {
    pid: child.pid,
    ports,
    reset: async (setup) => void (await ask({ kind: "reset", setup })),
    stats: async () => (await ask({ kind: "stats" })).stats,
    journal: async () => (await ask({ kind: "journal" })).journal,
    ids: async () => (await ask({ kind: "ids" })).ids,
    stop: child.stop,
  };
}
