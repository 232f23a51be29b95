import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openScene, recoveryOf, type Scene } from "#lib/testing/faults/scene.ts";

/** 429 and 503 with every form of Retry-After, all at the same time, beside healthy webhooks. */

const EVENTS = 3;
const SCHEDULED_MS_MIN = 700;
const DAY_MS = 24 * 60 * 60 * 1_000;

let scene: Scene;
let beganMs: number;

beforeAll(async () => {
  scene = await openScene({ isShared: true });
  await scene.worker();
  await scene.calm();
  await scene.faultBegins();
  beganMs = Date.now();
});
afterAll(() => scene?.close());

const SHORT_DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const LONG_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** The forms of RFC 9110, section 5.6.7. */
const imfFixdate = (date: Date) => date.toUTCString();
function rfc850(date: Date): string {
  const [, day, month, year = "", time] = date.toUTCString().split(" ");
  return `${LONG_DAYS[date.getUTCDay()]}, ${day}-${month}-${year.slice(2)} ${time} GMT`;
}
function asctime(date: Date): string {
  const [, day = "", month, year, time] = date.toUTCString().split(" ");
  return `${SHORT_DAYS[date.getUTCDay()]} ${month} ${day.replace(/^0/, " ")} ${time} ${year}`;
}
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000);

type Form = { form: string; status: 429 | 503; value: () => string | undefined; holdMsMin: number };

/** A date is given in whole seconds: of four, a little more than three may be left. */
const FORMS: Form[] = [
  { form: "seconds", status: 429, value: () => "3", holdMsMin: 2_950 },
  { form: "seconds, with 503", status: 503, value: () => "3", holdMsMin: 2_950 },
  { form: "IMF-fixdate", status: 429, value: () => imfFixdate(inSeconds(4)), holdMsMin: 2_900 },
  { form: "RFC 850 date", status: 429, value: () => rfc850(inSeconds(4)), holdMsMin: 2_900 },
  { form: "asctime date", status: 429, value: () => asctime(inSeconds(4)), holdMsMin: 2_900 },
  { form: "date that has passed", status: 429, value: () => imfFixdate(inSeconds(-60)), holdMsMin: 0 },
  { form: "zero", status: 429, value: () => "0", holdMsMin: 0 },
  { form: "negative", status: 429, value: () => "-5", holdMsMin: 0 },
  { form: "fraction", status: 429, value: () => "2.5", holdMsMin: 0 },
  { form: "words", status: 429, value: () => "tomorrow", holdMsMin: 0 },
  { form: "none", status: 429, value: () => undefined, holdMsMin: 0 },
];

test.concurrent.for(FORMS)(
  "Retry-After, $form: the whole lane keeps to it, then everything comes",
  async (one, context) => {
    const fault = `${one.status}, Retry-After: ${one.form}`;
    const lane = await scene.lane(fault, { maxInFlight: 1 });
    let isRefusing = true;
    lane.answer((response) => {
      const value = one.value();
      if (!isRefusing) response.writeHead(200).end();
      else response.writeHead(one.status, value === undefined ? {} : { "Retry-After": value }).end();
      isRefusing = false;
    });
    await lane.publish(EVENTS);
    await lane.arrived(1);
    const refusedMs = lane.requests()[0]?.atMs ?? Number.NaN;
    const recovery = await recoveryOf(lane, refusedMs, "after the refusal");
    await scene.delivered([lane]);
    const window = { fromMs: beganMs, toMs: Date.now() };
    await scene.report(context, { fault, lanes: [lane], repeatedMax: 0, recovery, window });

    expect(recovery.ms).toBeGreaterThanOrEqual(one.holdMsMin);
    const first = (await lane.attempts()).filter(({ statusCode }) => statusCode === one.status);
    expect(first).toHaveLength(1);
    // The refused delivery keeps its place in the schedule: a second later, and not before.
    const again = lane.requests().filter(({ headers }) => headers["webhook-id"] === first[0]?.deliveryId);
    expect(again).toHaveLength(2);
    expect((again[1]?.atMs ?? 0) - refusedMs).toBeGreaterThanOrEqual(SCHEDULED_MS_MIN);
  },
);

test.concurrent("Retry-After of years holds for a day, and nothing is lost by it", async (context) => {
  const fault = "429, Retry-After: 99999999 seconds";
  const lane = await scene.lane(fault, { maxInFlight: 1 });
  lane.answer({ status: 429, headers: { "Retry-After": "99999999" } });
  await lane.publish(EVENTS);
  const hold = async () => {
    const row = await scene.services.db.prisma.lane.findUniqueOrThrow({
      where: { subscriptionId: lane.webhook.id },
    });
    expect(row.holdUntil).not.toBeNull();
    return (row.holdUntil?.getTime() ?? 0) - Date.now();
  };
  const holdMs = await vi.waitFor(hold, { timeout: 60_000 });
  expect(holdMs).toBeGreaterThan(DAY_MS - 60_000);
  expect(holdMs).toBeLessThanOrEqual(DAY_MS + 1_000);
  const window = { fromMs: beganMs, toMs: Date.now() };
  await scene.report(context, { fault, lanes: [], repeatedMax: 0, window });
  expect(lane.requests()).toHaveLength(1);
  expect((await lane.deliveries()).map(({ state }) => state)).toEqual(Array(EVENTS).fill("pending"));
  const waiting = await scene.services.db.prisma.deliveryDue.count({
    where: { subscriptionId: lane.webhook.id },
  });
  expect(waiting).toBe(EVENTS);
});
