import type { Pool, PoolClient } from "pg";
import { ensureDefaultWalletType } from "#lib/loyalty/points/default-wallet-type.ts";
import type { Bench } from "./environment.ts";

/**
 * A programme with a long history, made by SQL: each member has a wallet and ten transfers. Of ten members one has twenty
 * units left and is in the upper tier, which takes as many; the others have ten.
 */
export type ProgrammeHistory = { storeId: string; storeCode: string; members: number; transfers: number };

export const TRANSFERS_PER_MEMBER = 10;
const MEMBERS_PER_STATEMENT = 20_000;
const WRITERS = 2;
const FIRST_MS = Date.UTC(2025, 0, 1);

/** An id by kind, member and number, which rises with the member. */
const idOf = (kind: number, n: string, k = "0") =>
  `(lpad(to_hex(${FIRST_MS}::bigint + (${n})::bigint), 12, '0') || '7abc8' ||
    lpad(to_hex(${kind * 256} + (${k})::int), 15, '0'))::uuid`;

export const MEMBER = 1;
const WALLET = 2;
export const TRANSFER = 3;
export const PENDING = 4;
export { idOf };

const FILL = [
  `INSERT INTO member (id, store_id, email, referral_token, activated_at, level_id, level_achieved_at,
          level_recalculation_at, registered_at, created_at, updated_at)
   SELECT ${idOf(MEMBER, "n")}, $3::uuid, 'member' || n || '@example.com', 'r' || n, now(),
          CASE WHEN n % 10 = 0 THEN $5::uuid ELSE $4::uuid END, now() - interval '1 month', now() + interval '20 days',
          now() - interval '1 year', now() - interval '1 year', now()
     FROM generate_series($1::int, $2::int) n WHERE $6::uuid IS NOT NULL`,
  `INSERT INTO wallet (id, store_id, member_id, wallet_type_id, active, earned, spent, created_at)
   SELECT ${idOf(WALLET, "n")}, $3::uuid, ${idOf(MEMBER, "n")}, $6::uuid, CASE WHEN n % 10 = 0 THEN 20 ELSE 10 END, 100,
          CASE WHEN n % 10 = 0 THEN 80 ELSE 90 END, now()
     FROM generate_series($1::int, $2::int) n WHERE $4::uuid <> $5::uuid`,
  // Five that added twenty units, five that spent some. Of the last that added something is left, for up to a year.
  `INSERT INTO unit_transfer (id, store_id, wallet_id, member_id, type, units, remaining, expires_at, created_by,
          registered_at, created_at)
   SELECT ${idOf(TRANSFER, "n", "k")}, $3::uuid, ${idOf(WALLET, "n")}, ${idOf(MEMBER, "n")},
          CASE WHEN k < 5 THEN 'adding' ELSE 'spending' END::transfer_type, CASE WHEN k < 5 THEN 20 WHEN n % 10 = 0 THEN 16 ELSE 18 END,
          CASE WHEN k <> 4 THEN 0 WHEN n % 10 = 0 THEN 20 ELSE 10 END,
          CASE WHEN k < 5 THEN date_trunc('day', now()) + interval '1 month' + interval '1 day' * (n % 330) END,
          'bench', now() - interval '1 month' * (10 - k), now() - interval '1 month' * (10 - k)
     FROM generate_series($1::int, $2::int) n CROSS JOIN generate_series(0, ${TRANSFERS_PER_MEMBER - 1}) k
    WHERE $4::uuid <> $5::uuid AND $6::uuid IS NOT NULL`,
];

export async function makeProgrammeHistory(bench: Bench, members: number): Promise<ProgrammeHistory> {
  const { services } = bench;
  const { prisma, pool } = services.db;
  const store = await prisma.store.create({
    data: { id: services.newId(), code: "PROGRAMME", name: "Programme", currency: "EUR" },
  });
  const now = new Date();
  const stamps = { createdAt: now, updatedAt: now };
  await ensureDefaultWalletType(prisma, services, store.id);
  const type = await prisma.walletType.findFirstOrThrow({ where: { storeId: store.id } });
  const conditionId = services.newId();
  const set = await prisma.tierSet.create({
    data: {
      id: services.newId(),
      storeId: store.id,
      name: "Tiers",
      translations: { en: { name: "Tiers" } },
      downgradeMode: "periodic",
      downgradePeriod: "monthly",
      downgradeInterval: 1,
      ...stamps,
      conditions: { create: { id: conditionId, attribute: "activeUnits", position: 0 } },
    },
  });
  const tier = async (name: string, sortOrder: number) =>
    prisma.tier.create({
      data: {
        id: services.newId(),
        storeId: store.id,
        tierSetId: set.id,
        name,
        translations: { en: { name } },
        isDefault: sortOrder === 0,
        sortOrder,
        ...stamps,
        ...(sortOrder === 0 ? {} : { conditions: { create: { conditionId, value: 20 } } }),
      },
    });
  const basic = await tier("Basic", 0);
  const silver = await tier("Silver", 1);

  // An index is sorted once instead of being kept at each row.
  const { rows: indexes } = await pool.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
      WHERE indrelid IN ('member'::regclass, 'wallet'::regclass, 'unit_transfer'::regclass) AND NOT indisprimary`,
  );
  for (const { name } of indexes) await pool.query(`DROP INDEX ${name}`);
  const parts = Array.from({ length: Math.ceil(members / MEMBERS_PER_STATEMENT) }, (_, part) => {
    const from = part * MEMBERS_PER_STATEMENT;
    const to = Math.min(from + MEMBERS_PER_STATEMENT, members) - 1;
    return [from, to, store.id, basic.id, silver.id, type.id];
  });
  await forEach(pool, parts, async (client, values) => {
    for (const statement of FILL) await client.query(statement, values);
  });
  await forEach(pool, indexes, (client, { definition }) => client.query(definition));
  await pool.query("VACUUM (FREEZE, ANALYZE) member, wallet, unit_transfer");
  await pool.query("CHECKPOINT");
  return {
    storeId: store.id,
    storeCode: store.code,
    members,
    transfers: members * TRANSFERS_PER_MEMBER,
  };
}

/** By connections that write without care: what is made belongs together, and nobody needs to look it up. */
async function forEach<T>(
  pool: Pool,
  parts: readonly T[],
  write: (client: PoolClient, part: T) => Promise<unknown>,
): Promise<void> {
  const left = [...parts];
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const client = await pool.connect();
      try {
        await client.query(
          "SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '256MB'",
        );
        for (let part = left.shift(); part !== undefined; part = left.shift()) await write(client, part);
        await client.query("RESET ALL");
      } finally {
        client.release();
      }
    }),
  );
}
