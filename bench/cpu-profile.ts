/** What a `.cpuprofile` of V8 says, as far as it is read here. */
export type CpuProfile = {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  /** The node that was running at each sample. */
  samples: number[];
  /** Microseconds before each sample. */
  timeDeltas: number[];
};

export type Share = { name: string; percent: number };

const IDLE = "(idle)";

/** By the file of a function; the first that fits. */
const GROUPS: [name: string, fits: (url: string, functionName: string) => boolean][] = [
  ["garbage collection", (_, name) => name === "(garbage collector)"],
  ["native code outside JavaScript", (_, name) => name === "(program)"],
  ["starting the process", (url) => /^node:internal\/(modules|bootstrap|process)|typescript/.test(url)],
  ["system calls on sockets", (url, name) => url === "" && /^(write|shutdown|connect|readStart)/.test(name)],
  ["HTTP client (undici)", (url) => url.includes("node_modules/undici") || url.startsWith("wasm:")],
  ["database client (pg)", (url) => /node_modules\/(pg|pg-[a-z-]+|postgres-[a-z]+)\//.test(url)],
  [
    "signing, hashing and content",
    (url) => /node:(internal\/)?crypto|\/lib\/signing\/|\/lib\/delivery\/content/.test(url),
  ],
  ["outbound checks and exchanges", (url) => url.includes("/lib/platform/outbound")],
  [
    "lanes and dispatching",
    (url) => /\/lib\/delivery\/(dispatcher|lane|pace|due|worker|attempt|core)/.test(url),
  ],
  ["recording outcomes", (url) => /\/lib\/delivery\/(record|outcome)/.test(url)],
  ["Node's sockets, streams and timers", (url) => url.startsWith("node:")],
];

/** Where the time went that was not idle, in percent, largest first: by group, and by function. */
export function sharesOf(profile: CpuProfile): { groups: Share[]; functions: Share[] } {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const groups = new Map<string, number>();
  const functions = new Map<string, number>();
  let total = 0;
  for (const [index, id] of profile.samples.entries()) {
    const frame = frames.get(id);
    if (frame === undefined || frame.functionName === IDLE) continue;
    const time = profile.timeDeltas[index] ?? 0;
    const group = GROUPS.find(([, fits]) => fits(frame.url, frame.functionName))?.[0] ?? "everything else";
    const file = frame.url.slice(frame.url.lastIndexOf("/") + 1);
    const name = `${frame.functionName || "(anonymous)"}${file === "" ? "" : `, ${file}`}`;
    groups.set(group, (groups.get(group) ?? 0) + time);
    functions.set(name, (functions.get(name) ?? 0) + time);
    total += time;
  }
  const shares = (times: ReadonlyMap<string, number>) =>
    [...times]
      .map(([name, time]) => ({ name, percent: (time / total) * 100 }))
      .sort((a, b) => b.percent - a.percent);
  return { groups: shares(groups), functions: shares(functions) };
}
