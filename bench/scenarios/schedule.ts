import { setTimeout as sleep } from "node:timers/promises";
import { aWebhook } from "#lib/testing/factories.ts";
import { startReceiver } from "#lib/testing/receiver.ts";
import { machineMs } from "../clock.ts";
import type { Bench } from "../environment.ts";
import { BrokenPromise } from "../loss.ts";
import {
  idOf,
  MEMBER,
  makeProgrammeHistory,
  PENDING,
  type ProgrammeHistory,
  TRANSFER,
} from "../programme-history.ts";
import type { Figures, Scenario } from "../scenario.ts";
import { memoryMb } from "../usage.ts";
import { withWorkers } from "../workers.ts";

const MEMBERS = { full: 1_000_000, quick: 20_000 };
/** Of a thousand members: whose units expire, whose units become active, who is told that units expire, whose tier is due. */
const SHARES = { expire: 30, activate: 10, notice: 30, tier: 5 };
/** Looked at, as the store's settings say. */
const NOTICE_DAYS = 25;

export const schedule: Scenario = {
  name: "schedule",
  about:
    "One pass of the worker over what is due in a programme of a million members and ten million transfers (20,000 and 200,000 in the short form): of a thousand members the units of 30 expire and of 10 become active, 30 are told that units will expire and 5 have a tier that is due, all of it within the same second. Changes of tiers go to a webhook.",
  targets: [
    { variant: "a day's work", figure: "passS", what: "one pass", atMost: 60, unit: "s" },
    {
      variant: "a day's work",
      figure: "memoryGrowth",
      what: "the worker's peak memory in the second half of the work, against the first half",
      atMost: 1.3,
    },
  ],
  async run(environment, { isQuick }, say) {
    return environment.withDatabase(async (bench) => {
      const members = isQuick ? MEMBERS.quick : MEMBERS.full;
      say(`filling ${members} members`);
      const history = await makeProgrammeHistory(bench, members);
      await bench.services.db.prisma.storeSettings.create({
        data: {
          storeId: history.storeId,
          expirePointsNotificationDays: NOTICE_DAYS,
          expireLevelsNotificationDays: NOTICE_DAYS,
        },
      });
      const receiver = await startReceiver();
      try {
        await aWebhook(
          bench.services,
          { id: history.storeId },
          {
            url: receiver.url,
            eventNames: ["CustomerLevelChanged"],
          },
        );
        const tenth = Math.round(members / 10);
        say("a tenth of a day's work");
        const small = await measure(bench, history, { from: 0, members: tenth });
        say("a day's work");
        const large = await measure(bench, history, { from: tenth, members: members - tenth });
        say("nothing due");
        const idle = await measure(bench, history, null);
        return {
          rows: [
            { variant: "a tenth", run: 1, figures: small },
            {
              variant: "a day's work",
              run: 1,
              figures: {
                ...large,
                toPeakOfATenth: (large.peakMb ?? Number.NaN) / (small.peakMb ?? Number.NaN),
              },
            },
            { variant: "nothing due", run: 1, figures: idle },
          ],
        };
      } finally {
        await receiver.close();
      }
    });
  },
};

type Part = { from: number; members: number };

/** A worker of its own for each, so that memory is that of the pass. */
async function measure(bench: Bench, history: ProgrammeHistory, part: Part | null): Promise<Figures> {
  const { pool } = bench.services.db;
  const expected = part === null ? 0 : await makeDue(bench, part);
  const before = await published(bench);
  return withWorkers(bench, 1, async ([worker]) => {
    const startedMs = machineMs();
    const samples: number[] = [];
    await pool.query("SELECT graphile_worker.add_job('loyalty-schedule', job_key => 'loyalty-schedule')");
    for (;;) {
      // By the task: when the clock asks for the next pass, a running one has lost its key to it.
      const { rows } = await pool.query(
        `SELECT 1 FROM graphile_worker.jobs
          WHERE task_identifier = 'loyalty-schedule' AND (locked_at IS NOT NULL OR run_at <= now())`,
      );
      if (rows.length === 0) break;
      samples.push(memoryMb(worker?.pid ?? 0).now);
      await sleep(100);
    }
    const passS = (machineMs() - startedMs) / 1_000;
    const half = Math.floor(samples.length / 2);
    const [firstHalfMb, secondHalfMb] = [samples.slice(0, half), samples.slice(half)].map((part) =>
      Math.max(...part),
    ) as [number, number];
    const events = (await published(bench)) - before;
    if (events !== expected)
      throw new BrokenPromise(`LOST: ${events} events were published, not ${expected}.`);
    return {
      members: history.members,
      transfers: history.transfers,
      passS,
      events,
      eventsPerS: events / passS,
      peakMb: memoryMb(worker?.pid ?? 0).peak,
      firstHalfMb,
      secondHalfMb,
      memoryGrowth: secondHalfMb / firstHalfMb,
    };
  });
}

/** Makes a part of the members due, and answers with how many events that has. */
async function makeDue({ services }: Bench, { from, members }: Part): Promise<number> {
  const { pool } = services.db;
  const count = (share: number) => Math.round((members * share) / 1_000);
  const to = (share: number, start = from) => start + count(share) - 1;
  const range = `generate_series($1::int, $2::int) n`;
  const second = `date_trunc('second', now()) - interval '1 second'`;
  await pool.query(
    `UPDATE unit_transfer SET expires_at = ${second} WHERE id IN (SELECT ${idOf(TRANSFER, "n", "4")} FROM ${range})`,
    [from, to(SHARES.expire)],
  );
  const telling = from + count(SHARES.expire);
  await pool.query(
    `UPDATE unit_transfer SET expires_at = now() + interval '3 days'
      WHERE id IN (SELECT ${idOf(TRANSFER, "n", "4")} FROM ${range})`,
    [telling, to(SHARES.notice, telling)],
  );
  const pending = telling + count(SHARES.notice);
  await pool.query(
    `WITH added AS (
       INSERT INTO unit_transfer (id, store_id, wallet_id, member_id, type, state, units, locked_until, created_by,
              registered_at, created_at)
       SELECT ${idOf(PENDING, "n")}, w.store_id, w.id, w.member_id, 'adding', 'pending', 5, ${second}, 'bench', now(), now()
         FROM ${range} JOIN wallet w ON w.member_id = ${idOf(MEMBER, "n")} RETURNING wallet_id)
     UPDATE wallet SET locked = 5 WHERE id IN (SELECT wallet_id FROM added)`,
    [pending, to(SHARES.activate, pending)],
  );
  // Those whose units expire have lost what the upper tier takes: of ten of them one is in it.
  const { rowCount } = await pool.query(
    `UPDATE member SET level_recalculation_at = ${second} WHERE id IN (SELECT ${idOf(MEMBER, "n")} FROM ${range})`,
    [from, to(SHARES.tier)],
  );
  await pool.query("ANALYZE unit_transfer, member");
  const falling = tenthOf(from, rowCount ?? 0);
  // Of the others who fall at the next look each is told of it.
  const warned = tenthOf(from, count(SHARES.expire)) - falling;
  return 2 * count(SHARES.expire) + count(SHARES.notice) + count(SHARES.activate) + falling + warned;
}

/** How many of so many members, from one on, are in the upper tier. */
function tenthOf(from: number, count: number): number {
  let found = 0;
  for (let n = from; n < from + count; n += 1) if (n % 10 === 0) found += 1;
  return found;
}

async function published({ services }: Bench): Promise<number> {
  const { rows } = await services.db.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM event",
  );
  return rows[0]?.count ?? Number.NaN;
}
