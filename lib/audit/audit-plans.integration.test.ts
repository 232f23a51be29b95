import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { AccountContext } from "#lib/auth/context.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore, aWebhook } from "#lib/testing/factories.ts";
import { listChanges } from "#lib/webhooks/data.ts";
import { listAuditEntries } from "./data.ts";

/** What keeps the audit log of one thing quick however much was changed elsewhere, held by plans instead of by time. */

const ENTRIES = 30_000;

const sent = vi.spyOn(Client.prototype, "query");

let database: TestDatabase;
let store: AStore;
let webhookId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { services } = database;
  store = await aStore(services);
  webhookId = (await aWebhook(services, store, { url: "http://127.0.0.1:9/" })).id;
  // One in a thousand is the webhook's, none of them new: who walks the log from its end walks most of it.
  await services.db.pool.query(
    `INSERT INTO audit_entry (id, store_id, event_type, entity_type, entity_id, username, user_type, after)
     SELECT (lpad(to_hex(n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
            CASE WHEN n % 50 = 7 THEN NULL ELSE $1::uuid END, 'webhook.changed', 'webhookSubscription',
            CASE WHEN n % 1000 = 0 AND n < $3::int / 2 THEN $2 ELSE gen_random_uuid()::text END,
            'somebody', 'admin', '{"state":"paused"}'
       FROM generate_series(1, $3::int) AS n`,
    [store.id, webhookId, ENTRIES],
  );
  await services.db.pool.query("VACUUM (ANALYZE) audit_entry");
}, 60_000);
afterAll(() => database.drop());
beforeEach(() => void sent.mockClear());

function account(roles: AccountContext["roles"]): AccountContext {
  const { services } = database;
  return {
    administrator: {
      id: services.newId(),
      username: "auditor",
      firstName: null,
      lastName: null,
      sessionVersion: 1,
    },
    roles,
    apiKey: null,
    requestId: services.newId(),
    ip: null,
    services,
  };
}

const owner = () => account([{ isMaster: true, permissions: [], storeIds: [] }]);
const auditor = () =>
  account([{ isMaster: false, permissions: [{ resource: "AUDIT", access: "VIEW" }], storeIds: [store.id] }]);

const ofTheWebhook = (operator: "eq" | "like" = "eq"): ListQuery => ({
  page: 1,
  itemsOnPage: 50,
  orderBy: [],
  conditions: [{ column: "entityId", operator, values: [webhookId] }],
});
const byUser = (): ListQuery => ({ ...ofTheWebhook(), orderBy: [{ column: "username", direction: "asc" }] });

type Plan = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
};

/** The statements about the audit log of one thing that were sent, each explained with the values that it had. */
async function plansOf(read: () => Promise<unknown>): Promise<Plan[]> {
  await read();
  const statements = sent.mock.calls
    .map(([config, values]) => {
      const { text, values: own } = config as unknown as { text?: string; values?: unknown[] };
      return {
        text: text ?? String(config),
        values: own ?? (values as unknown as unknown[] | undefined) ?? [],
      };
    })
    .filter(({ text, values }) => text.includes("audit_entry") && values.includes(webhookId));
  const { pool } = database.services.db;
  return Promise.all(
    statements.map(async ({ text, values }) => {
      const { rows } = await pool.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
      return rows[0]["QUERY PLAN"][0].Plan;
    }),
  );
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

test.each([
  ["an owner, in the console", 2, () => listAuditEntries(owner(), ofTheWebhook(), store.id)],
  ["an owner, asked for as a part", 2, () => listAuditEntries(owner(), ofTheWebhook("like"), store.id)],
  ["an owner, over REST", 2, () => listAuditEntries(owner(), ofTheWebhook())],
  ["who may see one store, in the console", 2, () => listAuditEntries(auditor(), ofTheWebhook(), store.id)],
  ["who may see one store, over REST", 2, () => listAuditEntries(auditor(), ofTheWebhook())],
  ["an owner, sorted by who did it", 2, () => listAuditEntries(owner(), byUser(), store.id)],
  ["the webhook's own page", 1, () => listChanges(aContext(database.services, store), webhookId, null)],
])(
  "the audit log of one thing for %s is read by that thing's id, and nothing else of the log",
  async (_, statements, read) => {
    const plans = await plansOf(read);

    expect(plans).toHaveLength(statements);
    for (const plan of plans) {
      const nodes = nodesOf(plan);
      expect(
        nodes.filter((node) => node["Index Name"] !== undefined).map((node) => node["Index Name"]),
      ).toEqual(["audit_entry_entity_id_id_idx"]);
      expect(nodes.some((node) => node["Node Type"] === "Seq Scan")).toBe(false);
      const read = nodes.map((node) => node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0));
      expect(Math.max(...read)).toBeLessThanOrEqual(ENTRIES / 1000);
    }
  },
);
