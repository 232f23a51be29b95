import type { AttemptErrorCode } from "#lib/delivery/core/answer.ts";
import { type OutboundHttp, outboundTarget } from "#lib/platform/outbound-http.ts";
import type { HostileTarget } from "./hostile-targets.ts";

/** What became of a request: an error's code, the status of an answer, or null when there was nothing to send to. */
export type HostileOutcome = AttemptErrorCode | number | null;

const AT_ONCE = 16;

export function urlOf({ url }: HostileTarget, port: number): string {
  return url.replaceAll("{port}", String(port));
}

/** Long enough for what ends by itself; short for names on which somebody waits. */
export function timeoutOf({ names }: HostileTarget): number {
  const isSlow = Object.values(names).some(
    ({ isSilent, delayMs }) => isSilent === true || delayMs !== undefined,
  );
  return isSlow ? 1_000 : 20_000;
}

/** Sends to each target as an attempt does, as if its URL had been saved. */
export async function sendToAll(
  http: OutboundHttp,
  targets: readonly HostileTarget[],
  port: number,
): Promise<Map<string, HostileOutcome>> {
  const outcomes = new Map<string, HostileOutcome>();
  const left = [...targets];
  const sender = async () => {
    for (let target = left.shift(); target !== undefined; target = left.shift()) {
      outcomes.set(target.url, await sendTo(http, target, port));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  return outcomes;
}

async function sendTo(http: OutboundHttp, target: HostileTarget, port: number): Promise<HostileOutcome> {
  const url = URL.parse(urlOf(target, port));
  if (url === null) return null;
  const outcome = await http.send({
    url: outboundTarget(url),
    headers: ["Content-Type", "application/json"],
    body: Buffer.from("{}"),
    timeoutMs: timeoutOf(target),
  });
  return outcome.kind === "error" ? outcome.code : outcome.status;
}
