import { administratorContext } from "#lib/auth/administrator-context.ts";
import type { Context } from "#lib/auth/context.ts";
import { EVENT_NAMES, type EventName } from "#lib/catalogue/event-names.ts";
import { AppError } from "#lib/errors/app-error.ts";
import { INBOX_LIMITS } from "#lib/inbox/constants.ts";
import { openInbox } from "#lib/inbox/mutations.ts";
import { registerCustomEvent } from "#lib/loyalty/custom-events/mutations.ts";
import { createMember, deactivateMember } from "#lib/loyalty/members/mutations.ts";
import { addTransfer } from "#lib/loyalty/points/use-cases.ts";
import { buyReward, changeRedemptionStatus } from "#lib/loyalty/redemptions/mutations.ts";
import { registerTransaction } from "#lib/loyalty/transactions/mutations.ts";
import { EnvironmentError } from "#lib/platform/env.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createSubscription } from "#lib/webhooks/mutations.ts";
import { chanceOf, type Person, peopleOf, pick } from "./people.ts";
import { type DemoProgramme, makeProgramme } from "./programme.ts";

/**
 * `npm run seed -- demo`: half a year of a small programme, by the same verbs as everything else, and webhooks to look
 * at. What is there already stays as it is: once more adds nothing.
 */

const DAY_MS = 24 * 3_600_000;
const HISTORY_DAYS = 180;
const MEMBERS = 48;
/** What happens in the last days is also delivered: there are webhooks by then. */
const TODAY = "today";

type Happening = { atMs: number; act: (ctx: Context) => Promise<unknown> };

export async function seedDemo(services: Services, say: (sentence: string) => void): Promise<void> {
  const { prisma } = services.db;
  const store = await prisma.store.findFirst({ orderBy: { id: "asc" } });
  const administrator = await prisma.administrator.findFirst({ orderBy: { id: "asc" } });
  const ctx =
    store === null || administrator === null
      ? null
      : await administratorContext(services, administrator.id, store);
  if (store === null || ctx === null)
    throw new EnvironmentError("There is no store, or nobody who may use it.");

  say(`Filling the store ${store.code} with half a year of a programme …`);
  const { people, programme } = await makeHistory(ctx, MEMBERS);
  const problem = await makeWebhooks(ctx);
  for (const act of todayOf(people, programme)) await once(act(ctx));
  say(
    `The store has ${MEMBERS} members, ${await prisma.loyaltyTransaction.count()} transactions and webhooks.`,
  );
  if (problem !== null) say(problem);
}

/** Half a year of a programme with this many members, up to now. */
export async function makeHistory(
  ctx: Context,
  members: number,
): Promise<{ people: readonly Person[]; programme: DemoProgramme }> {
  const nowMs = ctx.services.now();
  const startMs = nowMs - HISTORY_DAYS * DAY_MS;
  const programme = await makeProgramme(at(ctx, startMs));
  const people = peopleOf(members);
  for (const { atMs, act } of historyOf(people, programme, startMs, nowMs)) await once(act(at(ctx, atMs)));
  return { people, programme };
}

/** The same caller at another time. */
function at(ctx: Context, ms: number): Context {
  return { ...ctx, services: { ...ctx.services, now: () => ms } };
}

/** What was done by an earlier run is refused now, or silent. */
async function once(done: Promise<unknown>): Promise<void> {
  try {
    await done;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** From the first to the last, each at its time. */
function historyOf(
  people: readonly Person[],
  programme: DemoProgramme,
  startMs: number,
  nowMs: number,
): Happening[] {
  const happenings = people.flatMap((person): Happening[] => {
    const chance = chanceOf(person.number + 1);
    const joinedMs = startMs + DAY_MS * (1 + Math.floor(chance() * (HISTORY_DAYS - 20)));
    const leftDays = (nowMs - joinedMs) / DAY_MS - 1;
    const later = () => joinedMs + DAY_MS * (0.1 + chance() * leftDays);
    const purchases = Array.from({ length: 3 + Math.floor(chance() * 8) }, (_, number) => {
      const value = Math.round(300 + chance() * 6_500) / 100;
      return { atMs: later(), act: (ctx: Context) => buyCoffee(ctx, person, `H${number}`, value) };
    });
    const firstLoginMs = later();
    const logins = Array.from({ length: person.number % 4 === 0 ? 7 : 2 }, (_, number) => {
      const atMs = Math.min(firstLoginMs + number * DAY_MS, nowMs - DAY_MS);
      return { atMs, act: (ctx: Context) => login(ctx, programme, person, `h${number}`) };
    });
    const welcome = {
      atMs: joinedMs + 60_000,
      act: (ctx: Context) =>
        onBehalfOf(ctx, person, (customer) =>
          addTransfer(ctx, {
            customer,
            points: 50,
            comment: "Welcome",
            expiresInDays: 365,
            externalTransferId: `demo-welcome-${person.number}`,
          }),
        ),
    };
    const bought = {
      atMs: nowMs - DAY_MS * (1 + (person.number % 9)),
      act: (ctx: Context) => buyOne(ctx, programme, person, "h"),
    };
    return [
      { atMs: joinedMs, act: (ctx: Context) => join(ctx, person) },
      welcome,
      ...purchases,
      ...logins,
      bought,
    ];
  });
  return happenings.toSorted((a, b) => a.atMs - b.atMs);
}

/** Now: what the webhooks are told of. */
function todayOf(
  people: readonly Person[],
  programme: DemoProgramme,
): ((ctx: Context) => Promise<unknown>)[] {
  const some = people.slice(0, 12);
  return [
    ...some.map((person) => (ctx: Context) => buyCoffee(ctx, person, TODAY, 6.5 + person.number)),
    ...some.slice(0, 5).map((person) => (ctx: Context) => login(ctx, programme, person, TODAY)),
    ...some.slice(0, 3).map((person) => (ctx: Context) => buyOne(ctx, programme, person, TODAY)),
    (ctx) => onBehalfOf(ctx, pick(people, 20), (customer) => deactivateMember(ctx, customer)),
  ];
}

function join(ctx: Context, { number: _, city, ...person }: Person): Promise<unknown> {
  return createMember(ctx, { ...person, address: { city, country: "GB" }, agreement1: true });
}

const PRODUCTS = [
  {
    sku: "BEAN-ETH-250",
    name: "Ethiopia Guji, whole beans, 250 g",
    category: "Coffee",
    maker: "Northside Roasters",
  },
  { sku: "DRIP-V60-02", name: "Ceramic dripper, size 02", category: "Brewing", maker: "Hario" },
  { sku: "DRINK-FW", name: "Flat white", category: "Drinks" },
] as const;

async function buyCoffee(ctx: Context, person: Person, word: string, grossValue: number): Promise<void> {
  const documentNumber = `DEMO-${person.number + 1}-${word}`;
  const where = { storeId_documentNumber: { storeId: ctx.scope.storeId, documentNumber } };
  if ((await ctx.services.db.prisma.loyaltyTransaction.findUnique({ where })) !== null) return;
  await registerTransaction(ctx, {
    header: {
      documentNumber,
      purchasedAt: new Date(ctx.services.now()).toISOString(),
      purchasePlace: person.city,
    },
    items: [{ ...pick(PRODUCTS, person.number + word.length), quantity: 1, grossValue }],
    customerData: {
      loyaltyCardNumber: person.loyaltyCardNumber,
      name: `${person.firstName} ${person.lastName}`,
    },
  });
}

function login(ctx: Context, { loginType }: DemoProgramme, person: Person, word: string): Promise<unknown> {
  return registerCustomEvent(ctx, {
    type: loginType,
    eventId: `demo-login-${person.number}-${word}`,
    eventDate: new Date(ctx.services.now()).toISOString(),
    customerData: { loyaltyCardNumber: person.loyaltyCardNumber },
    body: { platform: pick(["ios", "android"], person.number) },
  });
}

/** The dearest that the member can pay, and what became of it. */
async function buyOne(
  ctx: Context,
  { rewardIds }: DemoProgramme,
  person: Person,
  word: string,
): Promise<void> {
  const idempotencyKey = `demo-purchase-${person.number}-${word}`;
  const rewardId = pick(rewardIds, person.number);
  await onBehalfOf(ctx, person, async (customerId) => {
    const [issued] = await buyReward(ctx, rewardId, { customerId, idempotencyKey });
    const status = pick(["pending", "shipped", null, "completed"] as const, person.number);
    if (issued !== undefined && status !== null) {
      await changeRedemptionStatus(ctx, issued.issuedRewardId, { status });
    }
  });
}

async function onBehalfOf(
  ctx: Context,
  { loyaltyCardNumber }: Person,
  act: (memberId: string) => Promise<unknown>,
): Promise<void> {
  const { storeId } = ctx.scope;
  const member = await ctx.services.db.prisma.member.findUnique({
    where: { storeId_loyaltyCardNumber: { storeId, loyaltyCardNumber } },
    select: { id: true },
  });
  if (member !== null) await act(member.id);
}

const INBOX = "Demo: everything, to the built-in inbox";

/** Answers with what a reader should know when they cannot be used; null when they can. */
async function makeWebhooks(ctx: Context): Promise<string | null> {
  const where = { storeId: ctx.scope.storeId, deletedAt: null, description: { startsWith: "Demo: " } };
  if ((await ctx.services.db.prisma.webhookSubscription.count({ where })) > 0) return null;
  const points: EventName[] = ["AvailablePointsAmountChanged", "CustomerLevelChanged"];
  await createSubscription(ctx, {
    eventNames: points,
    url: "https://crm.demo.invalid/hooks/loyalty",
    description: "Demo: a receiver that cannot be reached",
  });
  await createSubscription(
    ctx,
    {
      eventNames: ["TransactionRegistered"],
      url: "https://warehouse.demo.invalid/in",
      description: "Demo: paused while the warehouse moves",
    },
    { isPaused: true },
  );
  const { url, problem } = await openInbox(ctx);
  if (problem !== null) return `The inbox gets nothing: ${problem}`;
  // Below what an inbox takes a second: all that is published here is due at once.
  const ratePerSecond = INBOX_LIMITS.requestsPerSecond / 2;
  await createSubscription(ctx, { eventNames: [...EVENT_NAMES], url, description: INBOX, ratePerSecond });
  return null;
}
