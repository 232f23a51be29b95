import { type Connection, type PoolClient, Query, type QueryConfig, type QueryResult } from "pg";

/** What pg tells a query of, beyond what its types say. */
type AnsweredQuery = {
  readonly name: string | undefined;
  readonly text: string;
  submit(connection: Connection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleEmptyQuery(connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
  handleError(error: unknown, connection: Connection): void;
};

type Waiting = { config: QueryConfig; done(result: QueryResult): void; fail(error: unknown): void };
type Part = Waiting & { query: AnsweredQuery; outcome: { result: QueryResult } | { error: unknown } | null };
type Prepared = { submittedNamedStatements: Record<string, string> };

/**
 * Several statements as one query of pg's: PostgreSQL answers all of them together, where it would answer each by itself
 * and say after each that it is ready for the next. When one fails, those behind it are not run, and fail with its error:
 * this is for statements of one transaction.
 */
class StatementBatch extends Query {
  #parts: Part[];
  /** Of the part that is being answered. */
  #at = 0;
  /**
   * Of the part that is being answered: pg notes by them what the connection has prepared. Before it is sent, the text by
   * which all are to be judged: the first that is more than a SELECT.
   */
  declare name: string | undefined;
  declare text: string;
  /** Told of the end. pg and who observes it may put another in its place. */
  declare callback: ((error: unknown, results?: readonly QueryResult[]) => void) | undefined;

  constructor(waiting: readonly Waiting[]) {
    const texts = waiting.map(({ config }) => config.text);
    super({ text: texts.find((text) => !/^\s*SELECT\b/i.test(text)) ?? texts[0] ?? "" });
    this.#parts = waiting.map((one) => {
      const query = new Query({ ...one.config, queryMode: "extended" } as QueryConfig);
      const part: Part = { ...one, query: query as unknown as AnsweredQuery, outcome: null };
      const callback = (error: unknown, result: QueryResult) => {
        part.outcome ??= error === null || error === undefined ? { result } : { error };
      };
      Object.assign(query, { callback });
      return part;
    });
  }

  get statements(): readonly Pick<AnsweredQuery, "name" | "text">[] {
    return this.#parts.map(({ query }) => query);
  }

  override submit = (connection: Connection): void => {
    // Each part as pg sends it, but for the end, of which there is one.
    const withoutEnd: Connection = Object.create(connection, { sync: { value: () => {} } });
    const sent: Part[] = [];
    for (const part of this.#parts) {
      const refusal = part.query.submit(withoutEnd);
      if (refusal !== null) part.outcome = { error: refusal };
      // A value that cannot be sent is found out while sending.
      if (part.outcome === null) sent.push(part);
      else settle(part);
    }
    this.#parts = sent;
    this.#answer(0);
    connection.sync();
  };

  #answer(at: number): void {
    this.#at = at;
    this.name = this.#parts[at]?.query.name;
    this.text = this.#parts[at]?.query.text ?? "";
  }

  handleRowDescription(message: unknown): void {
    this.#parts[this.#at]?.query.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.#parts[this.#at]?.query.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    this.#parts[this.#at]?.query.handleCommandComplete(message, connection);
    this.#answer(this.#at + 1);
  }

  handleEmptyQuery(connection: Connection): void {
    this.#parts[this.#at]?.query.handleEmptyQuery(connection);
    this.#answer(this.#at + 1);
  }

  handleReadyForQuery(connection: Connection): void {
    for (const { query } of this.#parts) query.handleReadyForQuery(connection);
    const results = this.#parts.flatMap(({ outcome }) =>
      outcome !== null && "result" in outcome ? [outcome.result] : [],
    );
    this.callback?.(null, results);
    for (const part of this.#parts) settle(part);
  }

  handleError(error: unknown, connection: Connection): void {
    const { submittedNamedStatements } = connection as unknown as Prepared;
    for (const [index, { query }] of this.#parts.entries()) {
      if (index < this.#at) query.handleReadyForQuery(connection);
      else {
        query.handleError(error, connection);
        // What has been skipped has not been prepared.
        if (query.name !== undefined) delete submittedNamedStatements[query.name];
      }
    }
    for (const part of this.#parts) settle(part);
    this.#parts = [];
    this.callback?.(error);
  }
}

function settle({ outcome, done, fail }: Part): void {
  if (outcome === null) return;
  if ("result" in outcome) done(outcome.result);
  else fail(outcome.error);
}

export type Batching = {
  /** With all that is asked for in the same turn of the event loop, and before any other statement that is asked for later. */
  query(config: QueryConfig): Promise<QueryResult>;
  /** Leaves the connection as it was. */
  end(): void;
};

/** Has statements of a transaction sent in batches. @param client the transaction's connection */
export function withBatches(client: PoolClient): Batching {
  const given = client.query;
  const query = given.bind(client) as (...args: unknown[]) => unknown;
  let waiting: Waiting[] = [];

  const flush = (): void => {
    const [first, ...more] = waiting;
    if (first === undefined) return;
    const all = waiting;
    waiting = [];
    if (more.length === 0) {
      Promise.resolve(query(first.config) as Promise<QueryResult>).then(first.done, first.fail);
      return;
    }
    const answered = (error: unknown) => {
      // Of the batch, whose parts have been told by themselves; or of what kept it from being sent at all.
      if (error !== null && error !== undefined) for (const { fail } of all) fail(error);
    };
    Promise.resolve(query(new StatementBatch(all), answered)).catch(answered);
  };

  client.query = ((...args: unknown[]) => {
    flush();
    return query(...args);
  }) as typeof client.query;
  return {
    query: (config) =>
      new Promise((done, fail) => {
        if (waiting.push({ config, done, fail }) === 1) process.nextTick(flush);
      }),
    end() {
      flush();
      client.query = given;
    },
  };
}
