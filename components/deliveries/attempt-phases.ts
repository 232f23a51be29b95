import type { AttemptDto } from "#lib/deliveries/schema.ts";

export type PhaseId = "dns" | "connect" | "tls" | "wait" | "body" | "rest";

export type Phase = {
  id: PhaseId;
  label: string;
  ms: number;
  /** Of the whole attempt, 0 to 1. */
  share: number;
};

const LABELS: Record<PhaseId, string> = {
  dns: "DNS",
  connect: "Connect",
  tls: "TLS",
  wait: "Wait for first byte",
  body: "Body",
  rest: "Until given up",
};

/**
 * The parts of an attempt, in order, which add up to its total. Without a first byte what is left after the
 * connection is the time until the attempt ended. Parts that did not take place are left out: a connection that
 * was open already has no DNS, connect and TLS.
 */
export function attemptPhases({
  dnsMs,
  connectMs,
  tlsMs,
  firstByteMs,
  totalMs,
}: AttemptDto["timings"]): Phase[] {
  const connected = (dnsMs ?? 0) + (connectMs ?? 0) + (tlsMs ?? 0);
  const lengths: [PhaseId, number | null][] = [
    ["dns", dnsMs],
    ["connect", connectMs],
    ["tls", tlsMs],
    ["wait", firstByteMs === null ? null : firstByteMs - connected],
    ["body", firstByteMs === null ? null : totalMs - firstByteMs],
    ["rest", firstByteMs === null ? totalMs - connected : null],
  ];
  // Each length is rounded on its own, so that a difference of two can come out a hair below zero.
  const phases = lengths.flatMap(([id, ms]) => (ms === null ? [] : [{ id, ms: Math.max(0, ms) }]));
  const sum = phases.reduce((total, { ms }) => total + ms, 0);
  return phases
    .filter(({ id, ms }) => id !== "rest" || ms > 0)
    .map(({ id, ms }) => ({ id, label: LABELS[id], ms, share: sum === 0 ? 0 : ms / sum }));
}

/** Two decimals below ten milliseconds: on a local network everything happens there. */
export function phaseMs(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(2)} s`;
  return `${ms >= 10 ? Math.round(ms) : Number(ms.toFixed(2))} ms`;
}
