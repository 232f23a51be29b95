import type { PoolClient } from "pg";
import { GENERATED_NAME } from "./statement-names.ts";

/**
 * @param name the prepared statement's name up to a colon, or the first word of one without or with a generated one:
 *   both from a small closed set
 * @param ms from sending to the answer
 * @param rows returned or changed
 */
export type StatementObserver = (name: string, ms: number, rows: number, hasFailed: boolean) => void;

type Query = (...args: unknown[]) => unknown;

/** Has every statement of a connection timed, whether it is called with a callback or for a promise. */
export function observeStatements(client: PoolClient, observe: StatementObserver): void {
  const query: Query = client.query.bind(client);
  const timed: Query = (...args) => {
    const names = namesOf(args[0]);
    const startedAt = performance.now();
    const settle = (error: unknown, result: unknown) => {
      const hasFailed = error !== null && error !== undefined;
      const ms = performance.now() - startedAt;
      for (const [index, name] of names.entries()) {
        if (name === UNSEEN) continue;
        const rows = rowsOf(names.length === 1 || !Array.isArray(result) ? result : result[index]);
        observe(name, ms, hasFailed ? 0 : rows, hasFailed);
      }
    };
    const last = args.at(-1);
    if (typeof last === "function") {
      args[args.length - 1] = (error: unknown, result: unknown) => {
        settle(error, result);
        last(error, result);
      };
      return query(...args);
    }
    const answer = query(...args);
    if (answer instanceof Promise) {
      answer.then(
        (result) => settle(null, result),
        (error) => settle(error ?? "failed", null),
      );
    }
    return answer;
  };
  // The same function with the same overloads: arguments and answers go through untouched.
  client.query = timed as typeof client.query;
}

/** Settings go along with what is to be seen. */
const UNSEEN = "SET";

const WORDS = new Set([
  UNSEEN,
  "BEGIN",
  "COMMIT",
  "ROLLBACK",
  "SELECT",
  "INSERT",
  "UPDATE",
  "DELETE",
  "WITH",
  "CREATE",
  "DROP",
  "LISTEN",
]);

/** Those of a `StatementBatch` are answered together. */
function namesOf(config: unknown): string[] {
  const isBatch = typeof config === "object" && config !== null && "statements" in config;
  return isBatch && Array.isArray(config.statements) ? config.statements.map(nameOf) : [nameOf(config)];
}

function nameOf(config: unknown): string {
  if (typeof config === "string") return firstWord(config);
  if (typeof config !== "object" || config === null) return "(other)";
  const name = "name" in config && typeof config.name === "string" ? config.name : "";
  if (isGivenByHand(name)) return upToColon(name);
  const text = "text" in config && typeof config.text === "string" ? config.text : "";
  if (name === "") return firstWord(text);
  let word = wordsOfGenerated.get(name);
  if (word === undefined) {
    word = firstWord(text);
    wordsOfGenerated.set(name, word);
  }
  return word;
}

/** A generated name stands for one text, and there are so many of them at the most. */
const wordsOfGenerated = new Map<string, string>();

/** What follows it says which table the statement is for, of which there are ever more. */
function upToColon(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(0, colon);
}

function isGivenByHand(name: string): boolean {
  return name !== "" && !name.startsWith(GENERATED_NAME);
}

function firstWord(text: string): string {
  const word = /^\s*([a-z]+)/i.exec(text.slice(0, 200))?.[1]?.toUpperCase() ?? "";
  return WORDS.has(word) ? word : "(other)";
}

function rowsOf(result: unknown): number {
  return typeof result === "object" &&
    result !== null &&
    "rowCount" in result &&
    typeof result.rowCount === "number"
    ? result.rowCount
    : 0;
}
