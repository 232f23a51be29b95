/**
 * A strict reader of Prometheus's text format 0.0.4: what it does not know it refuses, and it holds the families to
 * the format's rules.
 */

export type ParsedSample = { name: string; labels: Record<string, string>; value: number };
export type ParsedFamily = { name: string; type: string; help: string; samples: ParsedSample[] };

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`);
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/;

/** Throws an Error that quotes the line when the text is not valid. */
export function parseExposition(text: string): Map<string, ParsedFamily> {
  if (!text.endsWith("\n")) throw new Error("The last line does not end.");
  const families = new Map<string, ParsedFamily>();
  const seen = new Set<string>();
  let current: ParsedFamily | undefined;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const [, kind, name = "", rest = ""] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (kind === "HELP") {
      if (families.has(name)) throw new Error(`A second family: ${line}`);
      if (!new RegExp(`^${NAME}$`).test(name)) throw new Error(`Not a name: ${line}`);
      current = { name, type: "", help: rest, samples: [] };
      families.set(name, current);
    } else if (kind === "TYPE") {
      if (current?.name !== name || current.type !== "" || current.samples.length > 0) {
        throw new Error(`TYPE out of place: ${line}`);
      }
      if (!["counter", "gauge", "histogram", "summary"].includes(rest)) throw new Error(`No type: ${line}`);
      current.type = rest;
    } else {
      const sample = parseSample(line);
      if (current === undefined || !belongs(sample.name, current)) throw new Error(`Of no family: ${line}`);
      const key = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).sort())}`;
      if (seen.has(key)) throw new Error(`Twice: ${line}`);
      seen.add(key);
      current.samples.push(sample);
    }
  }
  for (const family of families.values()) checkValues(family);
  return families;
}

/** The sum of a family's samples that have these labels; undefined when there are none. */
export function sampleOf(
  families: ReadonlyMap<string, ParsedFamily>,
  name: string,
  labels: Record<string, string> = {},
): number | undefined {
  const family = families.get(name) ?? families.get(name.replace(/_(bucket|sum|count)$/, ""));
  const found = (family?.samples ?? []).filter(
    (sample) =>
      sample.name === name &&
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
}

function parseSample(line: string): ParsedSample {
  const [, name = "", labelText = "", number = ""] = SAMPLE.exec(line) ?? [];
  const labels: Record<string, string> = {};
  let rest = labelText;
  while (rest !== "") {
    const [whole, label = "", value = ""] = LABEL.exec(rest) ?? [];
    if (whole === undefined || Object.hasOwn(labels, label)) throw new Error(`Labels: ${line}`);
    labels[label] = value.replace(/\\(.)/g, (_, character) => (character === "n" ? "\n" : character));
    rest = rest.slice(whole.length);
  }
  const value = number === "+Inf" ? Number.POSITIVE_INFINITY : Number(number);
  if (name === "" || number === "" || (Number.isNaN(value) && number !== "NaN")) {
    throw new Error(`Not a sample: ${line}`);
  }
  return { name, labels, value };
}

function belongs(name: string, { name: family, type }: ParsedFamily): boolean {
  if (type === "histogram") return [`${family}_bucket`, `${family}_sum`, `${family}_count`].includes(name);
  return type !== "" && name === family;
}

function checkValues({ name, type, samples }: ParsedFamily): void {
  if (type === "counter" && samples.some(({ value }) => !(value >= 0)))
    throw new Error(`${name} is below 0.`);
  if (type !== "histogram") return;
  const series = Map.groupBy(
    samples.filter((sample) => sample.name === `${name}_bucket`),
    ({ labels: { le: _, ...labels } }) => JSON.stringify(Object.entries(labels).sort()),
  );
  for (const [key, buckets] of series) {
    let last = { bound: Number.NEGATIVE_INFINITY, count: 0 };
    for (const { labels, value } of buckets) {
      const bound = labels.le === "+Inf" ? Number.POSITIVE_INFINITY : Number(labels.le);
      if (!(bound > last.bound) || value < last.count) throw new Error(`${name}${key}: buckets do not rise.`);
      last = { bound, count: value };
    }
    const count = samples.find(
      (sample) =>
        sample.name === `${name}_count` && JSON.stringify(Object.entries(sample.labels).sort()) === key,
    );
    if (last.bound !== Number.POSITIVE_INFINITY || count?.value !== last.count) {
      throw new Error(`${name}${key}: the last bucket is not the count.`);
    }
  }
}
