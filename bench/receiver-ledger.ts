import { Webhook } from "standardwebhooks";
import { machineMs } from "./clock.ts";
import { headerIn } from "./http-requests.ts";
import { sequenceIn } from "./payload.ts";
import type { Behaviour, Journal, ReceiverIds, ReceiverSetup, ReceiverStats } from "./receiver-protocol.ts";

const VERIFY_ONE_IN = 100;
const ID = /\r\nwebhook-id: *([^\r]+)/i;
const PATH_START = "POST /w/".length;

/** What the receiver has received, counted by id, and what it answers next. */
export class ReceiverLedger {
  readonly #webhooks: readonly Webhook[];
  readonly #behaviours: ReadonlyMap<number, Behaviour>;
  readonly #answered = new Set<string>();
  readonly #repeated = new Set<string>();
  readonly #failures = new Map<string, number>();
  #journal: Float64Array | null;
  #journaled = 0;
  #stats: ReceiverStats = {
    received: 0,
    distinct: 0,
    repeated: 0,
    refused: 0,
    verified: 0,
    invalid: 0,
    firstAtMs: 0,
    lastAtMs: 0,
  };

  constructor(setup: ReceiverSetup) {
    this.#webhooks = setup.secrets.map((secret) => new Webhook(secret));
    this.#behaviours = setup.behaviours;
    this.#journal = setup.journal ? new Float64Array(3 * 4_096) : null;
  }

  /** Answers with the status to send, after so many milliseconds, or null: never. */
  take(head: string, body: Buffer): { status: 200 | 500; delayMs: number } | null {
    const stats = this.#stats;
    const nowMs = machineMs();
    if (stats.received === 0) stats.firstAtMs = nowMs;
    stats.lastAtMs = nowMs;
    stats.received += 1;
    const id = ID.exec(head)?.[1] ?? "";
    const webhook = Number.parseInt(head.slice(PATH_START, PATH_START + 6), 10);
    if (this.#journal !== null) this.#note(sequenceIn(body), webhook, nowMs);
    if (stats.received % VERIFY_ONE_IN === 1) this.#verify(webhook, head, body);

    const behaviour = this.#behaviours.get(webhook);
    if (behaviour?.kind === "hang" || (behaviour?.kind === "fail" && this.#fails(behaviour, id, body))) {
      stats.refused += 1;
      return behaviour.kind === "hang" ? null : { status: 500, delayMs: 0 };
    }
    if (this.#answered.has(id)) {
      stats.repeated += 1;
      this.#repeated.add(id);
    } else {
      stats.distinct += 1;
      this.#answered.add(id);
    }
    return { status: 200, delayMs: behaviour?.kind === "delay" ? behaviour.ms : 0 };
  }

  get stats(): ReceiverStats {
    return this.#stats;
  }

  get ids(): ReceiverIds {
    return { answered: [...this.#answered], repeated: [...this.#repeated] };
  }

  get journal(): Journal {
    return this.#journal?.slice(0, this.#journaled * 3) ?? new Float64Array(0);
  }

  #fails(behaviour: Behaviour & { kind: "fail" }, id: string, body: Buffer): boolean {
    // Webhooks take turns: counted in one row over all of them, some would fail always and others never.
    const sequence = sequenceIn(body);
    const turn = Math.floor(sequence / this.#webhooks.length);
    if ((sequence + turn) % behaviour.everyNth !== 0) return false;
    const failures = this.#failures.get(id) ?? 0;
    if (failures >= behaviour.attempts) return false;
    this.#failures.set(id, failures + 1);
    return true;
  }

  #note(sequence: number, webhook: number, atMs: number): void {
    let journal = this.#journal ?? new Float64Array(3);
    const at = this.#journaled * 3;
    if (at >= journal.length) {
      const larger = new Float64Array(journal.length * 2);
      larger.set(journal);
      journal = larger;
      this.#journal = larger;
    }
    journal[at] = sequence;
    journal[at + 1] = webhook;
    journal[at + 2] = atMs;
    this.#journaled += 1;
  }

  #verify(webhook: number, head: string, body: Buffer): void {
    const verifier = this.#webhooks[webhook];
    // The bare loop signs with a key of its own.
    if (verifier === undefined) return;
    try {
      verifier.verify(body, {
        "webhook-id": headerIn(head, "webhook-id"),
        "webhook-timestamp": headerIn(head, "webhook-timestamp"),
        "webhook-signature": headerIn(head, "webhook-signature"),
      });
      this.#stats.verified += 1;
    } catch {
      this.#stats.invalid += 1;
    }
  }
}
