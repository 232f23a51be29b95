import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/**
 * Numbers are kept where they arise, as plain numbers, and become metrics only when somebody asks: the library's own
 * counters cost a hash of the labels at each step, which is too much for what happens with each delivery.
 */

export type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

export type MetricText = { name: string; help: string; labelNames?: readonly string[] };

/** @param read the totals so far, which never fall. Asked at each scrape. */
export function counterOf(registry: Registry, text: MetricText, read: () => Awaitable<Iterable<Sample>>) {
  new Counter({
    ...text,
    registers: [registry],
    async collect() {
      const samples = await read();
      this.reset();
      for (const [labels, value] of samples) this.inc(labels, value);
    },
  });
}

/** @param read the values at this moment. Asked at each scrape. */
export function gaugeOf(registry: Registry, text: MetricText, read: () => Awaitable<Iterable<Sample>>) {
  new Gauge({
    ...text,
    registers: [registry],
    async collect() {
      const samples = await read();
      this.reset();
      for (const [labels, value] of samples) this.set(labels, value);
    },
  });
}

type Awaitable<T> = T | Promise<T>;

/** Counts by buckets, cheap enough for every delivery: some nanoseconds for each value. */
export class Buckets {
  readonly bounds: Float64Array;
  /** Of each bucket by itself; the last holds what is above all bounds. */
  readonly counts: Float64Array;
  sum = 0;

  /** @param bounds upper bounds, rising. */
  constructor(bounds: readonly number[]) {
    this.bounds = Float64Array.from(bounds);
    this.counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    const { bounds } = this;
    let index = 0;
    while (index < bounds.length && value > (bounds[index] ?? 0)) index += 1;
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.sum += value;
  }
}

type LabelledBuckets = readonly [labels: Readonly<Record<string, string>>, buckets: Buckets];

/** Buckets as a histogram of the library. */
class BucketHistogram extends Histogram {
  readonly #text: MetricText;
  readonly #read: () => Iterable<LabelledBuckets>;

  constructor(registry: Registry, text: MetricText, read: () => Iterable<LabelledBuckets>) {
    super({ ...text, registers: [registry] });
    this.#text = text;
    this.#read = read;
  }

  /** What the registry asks a histogram for when it writes the text. */
  async getForPromString() {
    const { name, help } = this.#text;
    const values: { metricName: string; labels: Record<string, string | number>; value: number }[] = [];
    for (const [labels, { bounds, counts, sum }] of this.#read()) {
      let count = 0;
      for (let index = 0; index < counts.length; index += 1) {
        count += counts[index] ?? 0;
        const le = bounds[index] ?? "+Inf";
        values.push({ metricName: `${name}_bucket`, labels: { ...labels, le }, value: count });
      }
      values.push({ metricName: `${name}_sum`, labels: { ...labels }, value: sum });
      values.push({ metricName: `${name}_count`, labels: { ...labels }, value: count });
    }
    return { name, help, type: "histogram", values };
  }
}

export function histogramOf(registry: Registry, text: MetricText, buckets: Buckets): void {
  new BucketHistogram(registry, text, () => [[{}, buckets]]);
}

/** One histogram for each value of a label. */
export function labelledHistogramOf(
  registry: Registry,
  text: MetricText,
  read: () => Iterable<LabelledBuckets>,
): void {
  new BucketHistogram(registry, text, read);
}
