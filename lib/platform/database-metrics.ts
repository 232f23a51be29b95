import type { Registry } from "prom-client";
import { type Buckets, counterOf, gaugeOf, histogramOf, type MetricText } from "./metric-kinds.ts";
import type { StatementObserver } from "./statement-observer.ts";

type Statement = { calls: number; failures: number; seconds: number; rows: number };

/** Time in the database by the name of the statement. Names are in the source, so there are some dozens of them. */
export class DatabaseMetrics {
  readonly #registry: Registry;
  readonly #statements = new Map<string, Statement>();
  readonly #rows = new Map<string, Buckets>();

  constructor(registry: Registry) {
    this.#registry = registry;
    const read = (of: keyof Statement) => () =>
      [...this.#statements].map(([statement, totals]) => [{ statement }, totals[of]] as const);
    const labelNames = ["statement"];
    counterOf(
      registry,
      {
        name: "pointhook_db_statements_total",
        help: "Statements sent to PostgreSQL by this process, by name; those without a name by their first word.",
        labelNames,
      },
      read("calls"),
    );
    counterOf(
      registry,
      {
        name: "pointhook_db_statement_failures_total",
        help: "Statements that failed.",
        labelNames,
      },
      read("failures"),
    );
    counterOf(
      registry,
      {
        name: "pointhook_db_statement_seconds_total",
        help: "Time from sending a statement on its connection to its answer, all statements of a name together. Waiting for a free connection is not in it.",
        labelNames,
      },
      read("seconds"),
    );
    counterOf(
      registry,
      {
        name: "pointhook_db_statement_rows_total",
        help: "Rows that statements returned or changed.",
        labelNames,
      },
      read("rows"),
    );
  }

  readonly observe: StatementObserver = (name, ms, rows, hasFailed) => {
    let totals = this.#statements.get(name);
    if (totals === undefined) {
      totals = { calls: 0, failures: 0, seconds: 0, rows: 0 };
      this.#statements.set(name, totals);
    }
    totals.calls += 1;
    totals.seconds += ms / 1000;
    totals.rows += rows;
    if (hasFailed) totals.failures += 1;
    else this.#rows.get(name)?.observe(rows);
  };

  /** Exposes how many rows each call of one statement returned or changed. */
  watchRows(statement: string, text: MetricText, buckets: Buckets): void {
    this.#rows.set(statement, buckets);
    histogramOf(this.#registry, text, buckets);
  }

  watchPool(pool: { totalCount: number; idleCount: number; waitingCount: number }): void {
    gaugeOf(
      this.#registry,
      {
        name: "pointhook_db_connections",
        help: "Connections of this process's pool, and callers that wait for one.",
        labelNames: ["state"],
      },
      () => [
        [{ state: "busy" }, pool.totalCount - pool.idleCount],
        [{ state: "idle" }, pool.idleCount],
        [{ state: "waited_for" }, pool.waitingCount],
      ],
    );
  }
}
