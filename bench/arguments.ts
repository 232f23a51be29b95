import { parseArgs } from "node:util";

export type BenchArguments =
  | { kind: "help" }
  | { kind: "list" }
  | { kind: "write-docs"; files: string[] }
  | {
      kind: "run";
      scenarios: string[];
      isQuick: boolean;
      isJson: boolean;
      runs: number;
      save: string | null;
      /** No scenario begins after so many seconds. */
      timeS: number;
    };

/** A slow machine gets through fewer scenarios, not through more than a minute: none begins after this. */
const QUICK_START_WITHIN_S = 52;

export class UsageError extends Error {}

/**
 * @param defaults the scenarios of a run without names, in full and in short.
 * Throws UsageError with one sentence.
 */
export function parseBenchArguments(
  given: readonly string[],
  known: readonly string[],
  defaults: { full: readonly string[]; quick: readonly string[] },
): BenchArguments {
  const { values, positionals } = parse(given);
  if (values.help) return { kind: "help" };
  if (values.list) return { kind: "list" };
  if (values["write-docs"]) {
    if (positionals.length === 0) throw new UsageError("--write-docs needs one result file or more.");
    return { kind: "write-docs", files: positionals };
  }
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new UsageError(`There is no scenario ${unknown.join(", ")}. Scenarios: ${known.join(", ")}.`);
  }
  if (values.runs !== undefined && !/^[1-9]\d?$/.test(values.runs)) {
    throw new UsageError(`--runs takes a number from 1 to 99, not "${values.runs}".`);
  }
  if (values.save !== undefined && !/^[a-z0-9][a-z0-9-]*$/.test(values.save)) {
    throw new UsageError(`--save takes a name of small letters, digits and hyphens, not "${values.save}".`);
  }
  const named = values.soak ? [...positionals, "soak"] : positionals;
  const scenarios =
    named.length > 0
      ? known.filter((name) => named.includes(name))
      : [...(values.quick ? defaults.quick : defaults.full)];
  // What is run in full is kept; what is tried out is not.
  const isFull = named.length === 0 && !values.quick;
  const name = values.soak && positionals.length === 0 && !values.quick ? "soak" : isFull ? "full" : null;
  return {
    kind: "run",
    scenarios,
    isQuick: values.quick,
    isJson: values.json,
    runs: Number(values.runs ?? (values.quick ? 1 : 3)),
    save: values.save ?? name,
    timeS: values.quick && named.length === 0 ? QUICK_START_WITHIN_S : Number.POSITIVE_INFINITY,
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        list: { type: "boolean", default: false },
        quick: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        soak: { type: "boolean", default: false },
        runs: { type: "string" },
        save: { type: "string" },
        "write-docs": { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
