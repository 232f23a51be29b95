import pg, { type Connection, Query } from "pg";
import { serialize } from "pg-protocol";

/** What pg sends for a value. Its types leave it out. */
const { prepareValue } = (
  pg as unknown as { utils: { prepareValue(value: unknown): string | Buffer | null } }
).utils;

export type Statement = {
  /** What PostgreSQL keeps its plan under; empty: planned each time. The same name is always the same text. */
  name: string;
  text: string;
  /** As pg takes them. */
  values: readonly unknown[];
  types: Types;
};

/** How columns of a type become values. Of one statement it is always the same. */
export type Types = { getTypeParser(oid: number, format: "text"): unknown };

export type Answer = { rows: Record<string, unknown>[]; rowCount: number | null };

export type Asked = { statement: Statement; done(answer: Answer): void; fail(error: unknown): void };

type Parse = (text: string) => unknown;
/** The columns of an answer; none for a statement that answers with no rows. */
type Column = { name: string; parse: Parse };
type Part = Asked & {
  /** Unknown until PostgreSQL has described them. */
  columns: readonly Column[] | null;
  answer: Answer;
  outcome: "answered" | { error: unknown } | null;
};

type Field = { name: string; dataTypeID: number };
/** What pg keeps of a connection: by it others know what has been prepared. */
type Prepared = {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  stream: { write(bytes: Uint8Array): unknown; writable: boolean };
};

/** By connection and name, what its answers look like, so that PostgreSQL need not say it each time. */
const known = new WeakMap<Connection, Map<string, readonly Column[]>>();

/**
 * Several statements as one query of pg's: PostgreSQL answers all of them together, where it would answer each by itself
 * and say after each that it is ready for the next. When one fails, those behind it are not run, and fail with its error:
 * this is for statements of one transaction.
 */
export class StatementBatch extends Query {
  #parts: Part[];
  /** Of the part that is being answered. */
  #at = 0;
  #known: Map<string, readonly Column[]> | undefined;
  /** Of the part that is being answered: pg notes by them what the connection has prepared. */
  declare name: string | undefined;
  declare text: string;
  /** Told of the end. pg and who observes it may put another in its place. */
  declare callback: ((error: unknown, results?: readonly Answer[]) => void) | undefined;

  constructor(asked: readonly Asked[]) {
    super("");
    this.#parts = asked.map(({ statement, done, fail }) => ({
      statement,
      done,
      fail,
      columns: null,
      answer: { rows: [], rowCount: null },
      outcome: null,
    }));
  }

  get statements(): readonly Pick<Statement, "name" | "text">[] {
    return this.#parts.map(({ statement }) => statement);
  }

  override submit = (connection: Connection): void => {
    this.#known = known.get(connection);
    if (this.#known === undefined) {
      this.#known = new Map();
      known.set(connection, this.#known);
    }
    const prepared = connection as unknown as Prepared;
    const messages: Buffer[] = [];
    const sent: Part[] = [];
    for (const part of this.#parts) {
      if (this.#write(messages, part, prepared)) sent.push(part);
      else settle(part);
    }
    this.#parts = sent;
    this.#answer(0);
    messages.push(serialize.sync());
    if (prepared.stream.writable) prepared.stream.write(Buffer.concat(messages));
  };

  /** False when it has a value that cannot be sent. */
  #write(messages: Buffer[], part: Part, prepared: Prepared): boolean {
    const { name, text, values } = part.statement;
    const isPrepared =
      name !== "" && (prepared.parsedStatements[name] ?? prepared.submittedNamedStatements[name]) === text;
    part.columns = isPrepared ? (this.#known?.get(name) ?? null) : null;
    if (!isPrepared) {
      messages.push(serialize.parse({ name, text }));
      if (name !== "") prepared.submittedNamedStatements[name] = text;
    }
    try {
      messages.push(serialize.bind({ statement: name, values: values.map((value) => prepareValue(value)) }));
    } catch (error) {
      part.outcome = { error };
      return false;
    }
    if (part.columns === null) messages.push(serialize.describe({ type: "P" }));
    messages.push(serialize.execute());
    return true;
  }

  #answer(at: number): void {
    this.#at = at;
    this.name = this.#parts[at]?.statement.name;
    this.text = this.#parts[at]?.statement.text ?? "";
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    const part = this.#parts[this.#at];
    if (part === undefined) return;
    const { types } = part.statement;
    part.columns = fields.map(({ name, dataTypeID }) => ({
      name,
      parse: types.getTypeParser(dataTypeID, "text") as Parse,
    }));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const part = this.#parts[this.#at];
    if (part === undefined || part.outcome !== null) return;
    try {
      const row: Record<string, unknown> = {};
      for (const [index, { name, parse }] of (part.columns ?? []).entries()) {
        const text = fields[index];
        row[name] = text === null || text === undefined ? null : parse(text);
      }
      part.answer.rows.push(row);
    } catch (error) {
      part.outcome = { error };
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const part = this.#parts[this.#at];
    if (part === undefined) return;
    part.columns ??= [];
    const { name } = part.statement;
    if (name !== "") this.#known?.set(name, part.columns);
    const count = /\d+$/.exec(text)?.[0];
    if (count !== undefined) part.answer.rowCount = Number(count);
    part.outcome ??= "answered";
    this.#answer(this.#at + 1);
  }

  handleEmptyQuery(): void {
    const part = this.#parts[this.#at];
    if (part !== undefined) part.outcome ??= "answered";
    this.#answer(this.#at + 1);
  }

  handleReadyForQuery(): void {
    this.callback?.(
      null,
      this.#parts.map(({ answer }) => answer),
    );
    for (const part of this.#parts) settle(part);
  }

  handleError(error: unknown, connection: Connection): void {
    const { submittedNamedStatements } = connection as unknown as Prepared;
    for (const [index, part] of this.#parts.entries()) {
      if (index < this.#at) continue;
      part.outcome = { error };
      // What has been skipped has not been prepared.
      delete submittedNamedStatements[part.statement.name];
    }
    const parts = this.#parts;
    this.#parts = [];
    for (const part of parts) settle(part);
    this.callback?.(error);
  }
}

function settle({ outcome, answer, done, fail }: Part): void {
  if (outcome === "answered") done(answer);
  else if (outcome !== null) fail(outcome.error);
}
