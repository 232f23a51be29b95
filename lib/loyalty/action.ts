import type { z } from "zod";
import type { Context } from "#lib/auth/context.ts";
import type { Catalogue } from "#lib/catalogue/catalogue.ts";
import type { EventName } from "#lib/catalogue/event-names.ts";
import { validateEventData } from "#lib/catalogue/validate.ts";
import { type OutgoingEvent, publish } from "#lib/outbox/publish.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { inSharedTransaction, type Sharing } from "#lib/platform/shared-transaction.ts";
import { claim, inTransaction } from "#lib/platform/transaction.ts";

type EventData<Name extends EventName> = z.input<Catalogue[Name]["dataSchema"]>;

type Announced = OutgoingEvent & { eventName: EventName };

type Action = {
  /** What it has announced so far, in order. */
  events: Announced[];
  /** What was read once and for all. */
  read: Map<string, Promise<unknown>>;
  /** Ids of rows that it holds. */
  held: Set<string>;
};

const actions = new WeakMap<Transaction, Action>();

/** What a caller's actions have published, and committed. */
const published = new WeakMap<Context, PublishedName[]>();

type PublishedName = { eventId: string; eventName: EventName };

/** What the actions of this call have published so far, in order: what did not commit is not among it. */
export function publishedIn(ctx: Context): readonly PublishedName[] {
  return published.get(ctx) ?? [];
}

/**
 * One action of the programme: its changes and all events that they cause are one transaction. What verbs announce
 * while it runs is published at its end, at once and in order.
 */
export async function inAction<T>(ctx: Context, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return note(ctx, await inTransaction(ctx.services.db.prisma, (tx) => act(tx, ctx, work)));
}

/**
 * The same for an action of which many come at once: those of one moment are one transaction, and each publishes what it
 * has announced itself. What it asks of the database is gathered; where it is not, it has a transaction of its own after
 * all (`inSharedTransaction`).
 * @param apart the same for actions that would wait for one another in any case, for instance the member's number
 */
export async function inSharedAction<T>(
  ctx: Context,
  apart: Sharing["apart"],
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const sharing = { among: ctx.scope.storeId, apart };
  return note(ctx, await inSharedTransaction(ctx.services.db.prisma, sharing, (tx) => act(tx, ctx, work)));
}

type Done<T> = { result: T; names: PublishedName[] };

async function act<T>(
  tx: Transaction,
  ctx: Context,
  work: (tx: Transaction) => Promise<T>,
): Promise<Done<T>> {
  const action: Action = { events: [], read: new Map(), held: new Set() };
  actions.set(tx, action);
  const result = await work(tx);
  return { result, names: await publishAll(tx, ctx, action.events) };
}

function note<T>(ctx: Context, { result, names }: Done<T>): T {
  if (names.length > 0) published.set(ctx, [...publishedIn(ctx), ...names]);
  return result;
}

/** For what no step of an action changes: read once in each action, and each time outside of one. */
export function oncePerAction<T>(tx: Transaction, key: string, read: () => Promise<T>): Promise<T> {
  const action = actions.get(tx);
  if (action === undefined) return read();
  // Whoever reads under a key reads the same thing.
  const known = (action.read.get(key) as Promise<T> | undefined) ?? read();
  action.read.set(key, known);
  return known;
}

/** Says what is read under the key from now on, in this action: who changes it knows how it is then. */
export function rememberInAction(tx: Transaction, key: string, value: unknown): void {
  actions.get(tx)?.read.set(key, Promise.resolve(value));
}

/**
 * Those of the rows that the action does not hold yet; it is to hold them now. Throws NotShareable when another action
 * holds one in the same transaction.
 */
export function notYetHeld(tx: Transaction, ids: readonly string[]): string[] {
  const action = actions.get(tx);
  if (action === undefined) return [...ids];
  const fresh = ids.filter((id) => !action.held.has(id));
  for (const id of fresh) {
    action.held.add(id);
    claim(tx, id);
  }
  return fresh;
}

/**
 * Says that something happened, in the transaction of `inAction` in which it happens. Data that the catalogue does
 * not allow, and a transaction of another kind, are defects and end the action.
 * @param subjects ids of the members, transactions, rewards, … on whose pages the event is to be found
 */
export function announce<Name extends EventName>(
  tx: Transaction,
  ctx: Context,
  eventName: Name,
  data: EventData<Name>,
  subjects: readonly string[],
): void {
  const action = actions.get(tx);
  if (action === undefined) throw new Error(`${eventName} was announced outside of an action.`);
  const validation = validateEventData(eventName, data);
  if (!validation.ok) {
    const where = validation.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    throw new Error(`${eventName} would not be what the catalogue says: ${where}`);
  }
  const dataJson = JSON.stringify(data);
  action.events.push({ eventName, dataJson, createdAt: new Date(ctx.services.now()), subjects });
}

async function publishAll(
  tx: Transaction,
  ctx: Context,
  events: readonly Announced[],
): Promise<PublishedName[]> {
  if (events.length === 0) return [];
  const outgoing = await publish(tx, ctx.services, ctx.scope.storeId, events);
  return events.flatMap(({ eventName }, index) => {
    const eventId = outgoing[index]?.eventId;
    return eventId === undefined ? [] : [{ eventId, eventName }];
  });
}
