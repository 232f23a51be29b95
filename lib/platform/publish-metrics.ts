import type { Registry } from "prom-client";
import { counterOf, type Sample } from "./metric-kinds.ts";

/** Stores with a series of their own; what is published in the others is counted together. */
export const STORE_SERIES_MAX = 100;
export const OTHER_STORES = "(other)";

type Totals = { events: number; deliveries: number };

/** What this process has published and committed, by store. */
export class PublishMetrics {
  readonly #stores = new Map<string, Totals>();
  readonly #others: Totals = { events: 0, deliveries: 0 };
  readonly #codes = new Map<string, string>();
  #codesOf: (storeIds: readonly string[]) => Promise<ReadonlyMap<string, string>> = async () => new Map();

  constructor(registry: Registry) {
    const bound = `The first ${STORE_SERIES_MAX} stores that publish in a process have a series each, the others share ${OTHER_STORES}.`;
    counterOf(
      registry,
      {
        name: "pointhook_events_published_total",
        help: `Events published and committed through this process. ${bound}`,
        labelNames: ["store"],
      },
      () => this.#read("events"),
    );
    counterOf(
      registry,
      {
        name: "pointhook_deliveries_created_total",
        help: `Deliveries that published events led to: one for each matching webhook. ${bound}`,
        labelNames: ["store"],
      },
      () => this.#read("deliveries"),
    );
  }

  add(storeId: string, events: number, deliveries: number): void {
    let totals = this.#stores.get(storeId);
    if (totals === undefined) {
      totals = this.#stores.size < STORE_SERIES_MAX ? { events: 0, deliveries: 0 } : this.#others;
      if (totals !== this.#others) this.#stores.set(storeId, totals);
    }
    totals.events += events;
    totals.deliveries += deliveries;
  }

  /** How ids become codes; asked once for each. A store whose code is not known has no series until it is. */
  nameStores(codesOf: (storeIds: readonly string[]) => Promise<ReadonlyMap<string, string>>): void {
    this.#codesOf = codesOf;
  }

  async #read(of: keyof Totals): Promise<Sample[]> {
    const unknown = [...this.#stores.keys()].filter((id) => !this.#codes.has(id));
    if (unknown.length > 0) {
      for (const [id, code] of await this.#codesOf(unknown)) this.#codes.set(id, code);
    }
    const samples: Sample[] = [...this.#stores].flatMap(([id, totals]) => {
      const store = this.#codes.get(id);
      return store === undefined ? [] : [[{ store }, totals[of]] as const];
    });
    if (this.#others.events > 0) samples.push([{ store: OTHER_STORES }, this.#others[of]]);
    return samples;
  }
}
