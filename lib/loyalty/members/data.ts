import { type Context, requirePermission } from "#lib/auth/context.ts";
import { notFound, validationFailed } from "#lib/errors/app-error.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { readPage } from "#lib/http/list-page.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { selectList } from "#lib/platform/select-list.ts";
import { recordset, uuids } from "#lib/platform/sql-rows.ts";
import {
  type Gathering,
  isShared,
  NotShareable,
  queryGathered,
  type SqlRunner,
} from "#lib/platform/transaction.ts";
import { notYetHeld } from "../action.ts";
import { type Versioned, versionOf } from "../version.ts";
import { MEMBER_COLUMNS } from "./core/list-columns.ts";
import { profileValues } from "./core/profile.ts";
import { MEMBER_DETAILS, presentMember } from "./presenter.ts";
import type { MemberDto, MemberHit, MemberListDto } from "./schema.ts";

declare const known: unique symbol;

/** A member of the store that the context is in: proof that it was looked up there, made in this file only. */
export type Member = Readonly<Prisma.MemberGetPayload<object>> & { readonly [known]: true };

/** A member whose row this transaction holds: wallets, transfers and tier stand still for everybody else. */
export type LockedMember = Member & { readonly isLocked: true };

/** As much of a member as tiers, units and their events ask for: what is read of many at once. */
export type MemberOutline = Pick<
  Member,
  | typeof known
  | "id"
  | "email"
  | "phone"
  | "loyaltyCardNumber"
  | "firstName"
  | "lastName"
  | "isActive"
  | "levelId"
  | "isLevelManual"
  | "levelAchievedAt"
  | "levelRecalculationAt"
  | "levelRecalculatedAt"
  | "registeredAt"
  | "transactionsAmount"
  | "returnsAmount"
>;

export type LockedOutline = MemberOutline & { readonly isLocked: true };

const COLUMNS = selectList("m", Prisma.MemberScalarFieldEnum);

/** Throws AppError "not_found", also for a member of another store. */
export async function getMember(tx: Transaction, ctx: Context, memberId: string): Promise<Member> {
  if (!isUuid(memberId)) throw notFound();
  const row = await tx.member.findFirst({ where: { id: memberId, storeId: ctx.scope.storeId } });
  if (row === null) throw notFound();
  return row as Member;
}

/**
 * Whatever changes something of a member holds its row first. Several members are locked by `lockMembers`.
 * Throws AppError "not_found".
 */
export async function lockMember(tx: Transaction, ctx: Context, memberId: string): Promise<LockedMember> {
  const [member] = await lockMembers(tx, ctx, [memberId]);
  if (member === undefined) throw notFound();
  return member;
}

/** In the order of their ids, so that nobody waits in a circle; answers in the order asked. Throws AppError "not_found". */
export async function lockMembers(
  tx: Transaction,
  ctx: Context,
  memberIds: readonly string[],
): Promise<LockedMember[]> {
  if (!memberIds.every(isUuid)) throw notFound();
  const ids = [...new Set(memberIds)];
  const { storeId } = ctx.scope;
  const select = (some: readonly string[], lock: Prisma.Sql) => Prisma.sql`
    SELECT ${COLUMNS} FROM member m WHERE id = ANY(${uuids(some)}::uuid[]) AND store_id = ${storeId}::uuid
     ORDER BY id ${lock} /* planned once */`;
  // Those that the action holds stand still: they are only read again.
  const found =
    notYetHeld(tx, ids).length > 0
      ? await tx.$queryRaw<Member[]>(select(ids, Prisma.sql`FOR NO KEY UPDATE`))
      : await readTogether<Member>(tx, `members:${storeId}`, ids, (all) => select(all, Prisma.empty));
  const rows = new Map(found.map((row) => [row.id, row]));
  return memberIds.map((id) => {
    const member = rows.get(id);
    if (member === undefined) throw notFound();
    return { ...member, isLocked: true };
  });
}

/** The same for many, of whom less is read; without those who are gone, in the order of their ids. */
export async function lockOutlines(
  tx: Transaction,
  ctx: Context,
  memberIds: readonly string[],
): Promise<LockedOutline[]> {
  const ids = [...new Set(memberIds)];
  notYetHeld(tx, ids);
  const rows = await tx.$queryRaw<MemberOutline[]>(selectOutlines(ctx, ids, Prisma.sql`FOR NO KEY UPDATE`));
  return rows.map((row) => ({ ...row, isLocked: true }));
}

/** Those of the store, in the order of their ids. */
export async function readOutlines(
  tx: Transaction,
  ctx: Context,
  memberIds: readonly string[],
): Promise<readonly MemberOutline[]> {
  return readTogether(tx, `outlines:${ctx.scope.storeId}`, memberIds, (all) =>
    selectOutlines(ctx, all, Prisma.empty),
  );
}

/** Of those by these ids, with those of whoever asks in the same turn. */
async function readTogether<Row extends { id: string }>(
  tx: Transaction,
  key: string,
  ids: readonly string[],
  select: (ids: readonly string[]) => Prisma.Sql,
): Promise<readonly Row[]> {
  const sqlOf = (asked: readonly (readonly string[])[]) => select(asked.flat());
  const { rows } = await queryGathered<Row, readonly string[]>(tx, { key, sqlOf }, ids);
  const own = new Set(ids);
  return rows.filter(({ id }) => own.has(id));
}

function selectOutlines(ctx: Context, memberIds: readonly string[], lock: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT id, email, phone, loyalty_card_number AS "loyaltyCardNumber", first_name AS "firstName",
           last_name AS "lastName", is_active AS "isActive", level_id AS "levelId", is_level_manual AS "isLevelManual",
           level_achieved_at AS "levelAchievedAt", level_recalculation_at AS "levelRecalculationAt",
           level_recalculated_at AS "levelRecalculatedAt", registered_at AS "registeredAt",
           transactions_amount AS "transactionsAmount", returns_amount AS "returnsAmount"
      FROM member WHERE id = ANY(${uuids(memberIds)}::uuid[]) AND store_id = ${ctx.scope.storeId}::uuid
     ORDER BY id ${lock} /* planned once */`;
}

/** How events name a member. */
export function memberSnapshot({ id, email, phone, loyaltyCardNumber }: MemberOutline) {
  return { customerId: id, email, phone, loyaltyCardNumber };
}

export type CustomerData = {
  customerId?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  loyaltyCardNumber?: string | null | undefined;
};

/** All that a member can be named by. */
export type CustomerIdentity = {
  customerId: string;
  email: string | null;
  phone: string | null;
  loyaltyCardNumber: string | null;
};

/**
 * The member whom somebody's data name: by id, else by card number, e-mail address or phone number, the first that
 * fits. Null when nobody does.
 */
export async function findMember(tx: Transaction, ctx: Context, data: CustomerData): Promise<Member | null> {
  const id = await findMemberId(tx, ctx, data);
  return id === null ? null : getMember(tx, ctx, id);
}

/** The same, and holds the member's row. */
export async function lockMemberOf(
  tx: Transaction,
  ctx: Context,
  data: CustomerData,
): Promise<LockedMember | null> {
  const named = namesOf(data);
  if (named === null) return null;
  const locking = lockingBy(ctx.scope.storeId, isShared(tx));
  const { rows, at } = await queryGathered<FoundRow, Names>(tx, locking, named);
  const found = rows.find(({ place }) => place === at);
  if (found === undefined || found.namedId === null) return null;
  const { place, namedId, ...member } = found;
  if (member.id === null) throw new NotShareable("Somebody else holds the member.");
  notYetHeld(tx, [namedId]);
  return { ...(member as Member), isLocked: true };
}

/** The place of who asked, whom the data name, and the member, or nulls while somebody else holds the row. */
type FoundRow = { place: number; namedId: string | null } & (Member | Record<keyof Member, null>);

/** Several are held in the order of their ids, as by `lockMembers`. */
const lockingBy = (storeId: string, isShared: boolean): Gathering<Names> => ({
  key: `lockMembers:${storeId}`,
  changesNothing: true,
  sqlOf: (asked) => {
    const named = asked.map((names, place) => ({ ...names, place }));
    const id = idNamedBy(storeId, {
      id: Prisma.sql`named.id`,
      card: Prisma.sql`named.card`,
      email: Prisma.sql`named.email`,
      phone: Prisma.sql`named.phone`,
    });
    return Prisma.sql`
      WITH found AS MATERIALIZED (
        SELECT named.place, ${id} AS id FROM ${recordset("named", NAME_TYPES, named)}
      ), held AS MATERIALIZED (
        SELECT ${COLUMNS} FROM member m WHERE m.id = ANY(ARRAY(SELECT id FROM found))
         ORDER BY m.id FOR NO KEY UPDATE ${isShared ? Prisma.sql`SKIP LOCKED` : Prisma.empty}
      )
      SELECT found.place, found.id AS "namedId", held.* FROM found LEFT JOIN held ON held.id = found.id /* planned once */`;
  },
});

const NAME_TYPES = { place: "int", id: "uuid", card: "text", email: "text", phone: "text" };

/** What a member is looked for by, in this order. */
type Names = { id: string | null; card: string | null; email: string | null; phone: string | null };

/** Null when the data name nobody at all. */
function namesOf({ customerId, loyaltyCardNumber, email, phone }: CustomerData): Names | null {
  const id = customerId?.toLowerCase();
  const named = {
    id: isPresent(id) && isUuid(id) ? id : null,
    card: isPresent(loyaltyCardNumber) ? loyaltyCardNumber : null,
    email: isPresent(email) ? email : null,
    phone: isPresent(phone) ? phone : null,
  };
  return Object.values(named).every((name) => name === null) ? null : named;
}

async function findMemberId(tx: Transaction, ctx: Context, data: CustomerData): Promise<string | null> {
  const named = namesOf(data);
  if (named === null) return null;
  const id = idNamedBy(ctx.scope.storeId, {
    id: Prisma.sql`${named.id}::uuid`,
    card: Prisma.sql`${named.card}`,
    email: Prisma.sql`${named.email}`,
    phone: Prisma.sql`${named.phone}`,
  });
  const [found] = await tx.$queryRaw<{ id: string | null }[]>`SELECT ${id} AS id`;
  return found?.id ?? null;
}

/** What those are known by whom any of these data may name. */
export async function listIdentities(
  db: SqlRunner,
  { scope }: Context,
  data: readonly CustomerData[],
): Promise<CustomerIdentity[]> {
  const given = (field: keyof CustomerData) => [
    ...new Set(data.map((one) => one[field]).filter((text) => isPresent(text))),
  ];
  const ids = given("customerId").filter((text) => isUuid(text.toLowerCase()));
  const by = (condition: Prisma.Sql) => Prisma.sql`
    SELECT id AS "customerId", email, phone, loyalty_card_number AS "loyaltyCardNumber" FROM member
     WHERE store_id = ${scope.storeId}::uuid AND ${condition}`;
  const lowered = (texts: readonly string[]) =>
    Prisma.sql`ANY(ARRAY(SELECT lower(text) FROM unnest(${[...texts]}::text[]) AS given(text)))`;
  return db.$queryRaw<CustomerIdentity[]>`
    ${by(Prisma.sql`id = ANY(${ids}::uuid[])`)}
    UNION ${by(Prisma.sql`loyalty_card_number = ANY(${given("loyaltyCardNumber")}::text[])`)}
    UNION ${by(Prisma.sql`lower(email) = ${lowered(given("email"))}`)}
    UNION ${by(Prisma.sql`lower(phone) = ${lowered(given("phone"))}`)}`;
}

/** The id of whom one of these names, the first that fits. Each is looked up in an index of its own. */
function idNamedBy(storeId: string, names: Record<keyof Names, Prisma.Sql>): Prisma.Sql {
  const by = (condition: Prisma.Sql) =>
    Prisma.sql`(SELECT id FROM member WHERE store_id = ${storeId}::uuid AND ${condition})`;
  return Prisma.sql`coalesce(
    ${by(Prisma.sql`id = ${names.id}`)}, ${by(Prisma.sql`loyalty_card_number = ${names.card}`)},
    ${by(Prisma.sql`lower(email) = lower(${names.email})`)}, ${by(Prisma.sql`lower(phone) = lower(${names.phone})`)})`;
}

/**
 * How many members are known by these; both have to fit where both are given. Throws AppError "forbidden" and
 * "validation_failed" when none is.
 */
export async function countMembersKnownBy(
  ctx: Context,
  { emailOrPhone, identifier }: { emailOrPhone?: string; identifier?: string },
): Promise<{ total: number }> {
  requirePermission(ctx, "CUSTOMER", "VIEW");
  const { storeId } = ctx.scope;
  // One for each field, so that each is looked up in an index of its own.
  const by = (condition: Prisma.Sql) =>
    Prisma.sql`SELECT id FROM member WHERE store_id = ${storeId}::uuid AND ${condition}`;
  const byEmailOrPhone = (text: string) => [
    by(Prisma.sql`lower(email) = lower(${text})`),
    by(Prisma.sql`lower(phone) = lower(${text})`),
  ];
  const byIdentifier = (text: string) => [
    ...byEmailOrPhone(text),
    by(Prisma.sql`loyalty_card_number = ${text}`),
  ];
  const asked = [
    ...(emailOrPhone === undefined ? [] : [byEmailOrPhone(emailOrPhone)]),
    ...(identifier === undefined ? [] : [byIdentifier(identifier)]),
  ].map((ways) => Prisma.sql`(${Prisma.join(ways, " UNION ")})`);
  if (asked.length === 0) {
    const message = "Give an e-mail address or a phone number here, or an identifier.";
    throw validationFailed([{ path: "emailOrPhone", message, code: "required" }]);
  }
  const [found] = await ctx.services.db.prisma.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM (${Prisma.join(asked, " INTERSECT ")}) AS known`;
  return { total: found?.total ?? 0 };
}

/** An empty text names nobody. */
function isPresent(text: string | null | undefined): text is string {
  return text !== null && text !== undefined && text !== "";
}

/** The store's members; without a sort the newest first. Throws AppError "forbidden". */
export async function listMembers(ctx: Context, query: ListQuery): Promise<MemberListDto> {
  requirePermission(ctx, "CUSTOMER", "VIEW");
  const { prisma } = ctx.services.db;
  const [{ rows, total }, currency] = await Promise.all([
    readPage(MEMBER_COLUMNS, query, {
      all: { storeId: ctx.scope.storeId } as Prisma.MemberWhereInput,
      orderBy: [{ id: "desc" }] as Prisma.MemberOrderByWithRelationInput[],
      find: (page) => prisma.member.findMany({ ...page, include: MEMBER_DETAILS }),
      count: (where) => prisma.member.count({ where }),
    }),
    getCurrency(ctx),
  ]);
  return {
    items: rows.map((row) => presentMember(ctx, row, currency)),
    total,
  };
}

const FOUND_MAX = 8;
const KNOWN_BY = {
  id: true,
  firstName: true,
  lastName: true,
  email: true,
  phone: true,
  loyaltyCardNumber: true,
} as const satisfies Prisma.MemberSelect;

function toHit({ id, ...known }: Prisma.MemberGetPayload<{ select: typeof KNOWN_BY }>): MemberHit {
  return { customerId: id, ...known };
}

/**
 * The newest members in whose name, e-mail address, phone or card number each word of the text occurs; by an id the
 * one who has it. Throws AppError "forbidden".
 */
export async function findMembersByText(ctx: Context, text: string): Promise<MemberHit[]> {
  requirePermission(ctx, "CUSTOMER", "VIEW");
  const words = text.replaceAll("\0", "").trim().split(/\s+/).filter(Boolean).slice(0, 5);
  const rows = await ctx.services.db.prisma.member.findMany({
    where: {
      storeId: ctx.scope.storeId,
      AND: words.map((word) => {
        const contains = { contains: word.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
        return {
          OR: [
            { firstName: contains },
            { lastName: contains },
            { email: contains },
            { phone: contains },
            { loyaltyCardNumber: contains },
            ...(isUuid(word.toLowerCase()) ? [{ id: word.toLowerCase() }] : []),
          ],
        };
      }),
    },
    orderBy: { id: "desc" },
    take: FOUND_MAX,
    select: KNOWN_BY,
  });
  return rows.map(toHit);
}

/** Members of the store by their ids. Throws AppError "forbidden". */
export async function listMembersByIds(ctx: Context, ids: readonly string[]): Promise<MemberHit[]> {
  requirePermission(ctx, "CUSTOMER", "VIEW");
  if (ids.length === 0) return [];
  const rows = await ctx.services.db.prisma.member.findMany({
    where: { storeId: ctx.scope.storeId, id: { in: [...new Set(ids)] } },
    select: KNOWN_BY,
  });
  return rows.map(toHit);
}

/**
 * The member whom a path names: by id, or `email=…`, `phone=…`, `loyaltyCardNumber=…`. A member sees nobody else: the
 * others are not to be found. Throws AppError "not_found".
 */
export async function resolveMember(ctx: Context, reference: string): Promise<Member> {
  const { prisma } = ctx.services.db;
  const [, key, value = ""] = /^(email|phone|loyaltyCardNumber)=(.+)$/.exec(decoded(reference)) ?? [];
  const member =
    key === undefined
      ? await getMember(prisma, ctx, reference.toLowerCase())
      : await findMember(prisma, ctx, { [key]: value.replaceAll("\0", "") });
  if (member === null) throw notFound();
  if (ctx.actor.kind === "member" && ctx.actor.memberId !== member.id) throw notFound();
  return member;
}

/** Throws AppError "not_found", "forbidden". @param reference as `resolveMember` takes it */
export async function getMemberDetails(ctx: Context, reference: string): Promise<Versioned<MemberDto>> {
  if (ctx.actor.kind !== "member") requirePermission(ctx, "CUSTOMER", "VIEW");
  const { id } = await resolveMember(ctx, reference);
  const [row, currency] = await Promise.all([
    ctx.services.db.prisma.member.findUniqueOrThrow({ where: { id }, include: MEMBER_DETAILS }),
    getCurrency(ctx),
  ]);
  return { ...presentMember(ctx, row, currency), version: memberVersion(row) };
}

/** Of the profile: what members buy and earn leaves it as it is. */
export function memberVersion(row: Parameters<typeof profileValues>[0]): string {
  return versionOf(profileValues(row));
}

/** Part of a path, where "@" and "+" may be escaped. */
function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    throw notFound();
  }
}

async function getCurrency(ctx: Context): Promise<string> {
  const { storeId } = ctx.scope;
  return (await ctx.services.db.prisma.store.findUniqueOrThrow({ where: { id: storeId } })).currency;
}
