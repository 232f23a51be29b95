import { createHash } from "node:crypto";
import { type Context, requirePermission } from "#lib/auth/context.ts";
import { conflict, notFound, validationFailed } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { parseInstant } from "#lib/http/core/instant.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import { recordset } from "#lib/platform/sql-rows.ts";
import { type Gathering, queryGathered } from "#lib/platform/transaction.ts";
import { countProgress, prepareProgress } from "../achievements/mutations.ts";
import { announce, inAction, inSharedAction } from "../action.ts";
import type { ActionTrigger } from "../action-trigger.ts";
import { applyCampaigns, prepareCampaigns } from "../campaigns/mutations.ts";
import { type Amount, amountFrom, amountNumber, amountOf, amountText, plus } from "../core/amount.ts";
import {
  findMember,
  type LockedMember,
  lockMember,
  lockMemberOf,
  type Member,
  memberSnapshot,
} from "../members/data.ts";
import { countPurchase } from "../members/mutations.ts";
import { getActiveTierSet } from "../tiers/data.ts";
import { reconsiderTier } from "../tiers/mutations.ts";
import { labelsOf, presentRegistered, type TransactionRow, WITH_ITEMS } from "./presenter.ts";
import { type AssignmentDto, NewAssignment, NewTransaction, type ParsedTransaction } from "./schema.ts";

/**
 * Enters a purchase or a return, and matches it with the member whom its customer data name. A repeat of the same
 * document answers with the transaction that is there and publishes nothing. Throws AppError "validation_failed", also
 * for another document with a number that was used, and "forbidden".
 */
export async function registerTransaction(
  ctx: Context,
  raw: NewTransaction,
): Promise<{ transactionId: string }> {
  requirePermission(ctx, "TRANSACTION", "MODIFY");
  const input = parseInput(NewTransaction, raw);
  // Whoever names the same member would wait for the other's transaction.
  const { customerData } = input;
  const apart = customerData === undefined ? null : JSON.stringify(customerData);
  const entered = await inSharedAction(ctx, apart, (tx) => enterTransaction(tx, ctx, input));
  if ("refusal" in entered) throw entered.refusal;
  return entered;
}

/** Refused before anything was written: whoever shares the transaction need not mind. */
export type Refused = { refusal: Error };

/** `registerTransaction` inside of another action. Answers with what it was refused for. */
export async function enterTransaction(
  tx: Transaction,
  ctx: Context,
  input: ParsedTransaction,
): Promise<{ transactionId: string } | Refused> {
  const bodySha256 = new Uint8Array(createHash("sha256").update(JSON.stringify(input)).digest());
  // The member first, before anything that somebody else could wait for.
  const member = await lockMemberOf(tx, ctx, input.customerData ?? {});
  const row = rowOf(ctx, input, bodySha256, member);
  const [isNew] = await Promise.all([
    writeTransaction(tx, row),
    member === null ? undefined : prepare(tx, ctx, row, member),
  ]);
  if (!isNew) {
    return earlierTransaction(tx, ctx, input.header.documentNumber, bodySha256);
  }
  announce(tx, ctx, "TransactionRegistered", presentRegistered(row), [
    row.id,
    ...(member === null ? [] : [member.id]),
  ]);
  if (member !== null) await count(tx, ctx, row, member);
  return { transactionId: row.id };
}

function rowOf(
  ctx: Context,
  input: ParsedTransaction,
  bodySha256: Uint8Array<ArrayBuffer>,
  member: Member | null,
): TransactionRow {
  const { header, items, customerData = {}, channelId } = input;
  const purchasedAt = parseInstant(header.purchasedAt);
  if (purchasedAt === undefined) {
    throw validationFailed([
      { path: "header.purchasedAt", message: "This time should be between 1900 and 9999.", code: "datetime" },
    ]);
  }
  const now = new Date(ctx.services.now());
  const id = ctx.services.newId();
  return {
    id,
    storeId: ctx.scope.storeId,
    documentNumber: header.documentNumber,
    documentType: header.documentType,
    linkedDocumentNumber: header.linkedDocumentNumber ?? null,
    purchasedAt,
    purchasePlace: header.purchasePlace ?? null,
    labels: header.labels ?? [],
    grossValue: decimalOf(plus(...items.map((item) => amountFrom(item.grossValue)))),
    channelId: channelId?.toLowerCase() ?? null,
    memberId: member?.id ?? null,
    assignedAt: member === null ? null : now,
    customerId: isUuidText(customerData.customerId) ? customerData.customerId.toLowerCase() : null,
    customerEmail: customerData.email ?? null,
    customerName: customerData.name ?? null,
    customerNip: customerData.nip ?? null,
    customerPhone: customerData.phone ?? null,
    customerCardNumber: customerData.loyaltyCardNumber ?? null,
    customerAddress: customerData.address ?? null,
    bodySha256,
    createdAt: now,
    items: items.map((item, position) => ({
      transactionId: id,
      position,
      sku: item.sku,
      name: item.name,
      category: item.category,
      maker: item.maker ?? null,
      quantity: decimalOf(amountFrom(item.highPrecisionQuantity ?? item.quantity ?? 1)),
      grossValue: decimalOf(amountFrom(item.grossValue)),
      labels: item.labels ?? [],
    })),
  };
}

/**
 * With its items; false when the store has a transaction of this number: whoever enters it at the same time is waited
 * for.
 */
async function writeTransaction(tx: Transaction, row: TransactionRow): Promise<boolean> {
  const { rows } = await queryGathered<{ id: string }, TransactionRow>(tx, ENTERING, row);
  return rows.some(({ id }) => id === row.id);
}

const ENTERING: Gathering<TransactionRow> = {
  key: "enter",
  sqlOf: (entered) => {
    // In the order of their numbers: two who enter the same ones do not wait for each other in a circle.
    const rows = entered
      .toSorted((a, b) => (a.documentNumber < b.documentNumber ? -1 : 1))
      .map(({ items, bodySha256, ...row }) => ({
        ...row,
        bodySha256: `\\x${Buffer.from(bodySha256).toString("hex")}`,
      }));
    return Prisma.sql`
    WITH entered AS (
      INSERT INTO loyalty_transaction (
        id, store_id, document_number, document_type, linked_document_number, purchased_at, purchase_place, labels,
        gross_value, channel_id, customer_id, customer_email, customer_name, customer_nip, customer_phone,
        customer_card_number, customer_address, member_id, assigned_at, body_sha256, created_at)
      SELECT id, "storeId", "documentNumber", "documentType", "linkedDocumentNumber", "purchasedAt", "purchasePlace",
             labels, "grossValue", "channelId", "customerId", "customerEmail", "customerName", "customerNip",
             "customerPhone", "customerCardNumber", "customerAddress", "memberId", "assignedAt",
             "bodySha256", "createdAt"
        FROM ${recordset("t", TRANSACTION_TYPES, rows)}
      ON CONFLICT DO NOTHING RETURNING id
    ), item AS (
      INSERT INTO transaction_item (
        transaction_id, position, sku, name, category, maker, quantity, gross_value, labels)
      SELECT i."transactionId", i.position, i.sku, i.name, i.category, i.maker, i.quantity, i."grossValue", i.labels
        FROM ${recordset(
          "i",
          ITEM_TYPES,
          entered.flatMap(({ items }) => items),
        )} JOIN entered e ON e.id = i."transactionId"
    )
    SELECT id FROM entered`;
  },
};

const TRANSACTION_TYPES = {
  id: "uuid",
  storeId: "uuid",
  documentNumber: "text",
  documentType: "document_type",
  linkedDocumentNumber: "text",
  purchasedAt: "timestamptz",
  purchasePlace: "text",
  labels: "jsonb",
  grossValue: "numeric",
  channelId: "uuid",
  memberId: "uuid",
  assignedAt: "timestamptz",
  customerId: "uuid",
  customerEmail: "text",
  customerName: "text",
  customerNip: "text",
  customerPhone: "text",
  customerCardNumber: "text",
  customerAddress: "jsonb",
  bodySha256: "bytea",
  createdAt: "timestamptz",
};

const ITEM_TYPES = {
  transactionId: "uuid",
  position: "int",
  sku: "text",
  name: "text",
  category: "text",
  maker: "text",
  quantity: "numeric",
  grossValue: "numeric",
  labels: "jsonb",
};

function decimalOf(amount: Amount): Prisma.Decimal {
  return new Prisma.Decimal(amountText(amount));
}

type Earlier = { id: string; documentNumber: string; bodySha256: Uint8Array };

async function earlierTransaction(
  tx: Transaction,
  ctx: Context,
  documentNumber: string,
  bodySha256: Uint8Array,
): Promise<{ transactionId: string } | Refused> {
  const { storeId } = ctx.scope;
  const sqlOf = (numbers: readonly string[]) => Prisma.sql`
    SELECT id, document_number AS "documentNumber", body_sha256 AS "bodySha256" FROM loyalty_transaction
     WHERE store_id = ${storeId}::uuid AND document_number = ANY(${[...numbers]}::text[])`;
  const { rows } = await queryGathered<Earlier, string>(
    tx,
    { key: `documents:${storeId}`, sqlOf },
    documentNumber,
  );
  const earlier = rows.find((row) => row.documentNumber === documentNumber);
  if (earlier === undefined) throw new Error("A document that was there has gone.");
  if (Buffer.from(earlier.bodySha256).equals(bodySha256)) return { transactionId: earlier.id };
  const violation = {
    path: "header.documentNumber",
    message: "Another transaction has this document number.",
    code: "already_used",
  };
  return { refusal: validationFailed([violation]) };
}

/**
 * Matches by hand a transaction that belongs to nobody yet. Once more with the same member changes nothing. Throws
 * AppError "not_found" (transaction or member), "conflict" (somebody else's), "validation_failed", "forbidden".
 */
export async function assignTransaction(ctx: Context, raw: NewAssignment): Promise<AssignmentDto> {
  requirePermission(ctx, "TRANSACTION", "MODIFY");
  const input = parseInput(NewAssignment, raw);
  return inAction(ctx, (tx) => assignDocument(tx, ctx, input));
}

/** `assignTransaction` inside of another action. */
export async function assignDocument(
  tx: Transaction,
  ctx: Context,
  input: NewAssignment,
): Promise<AssignmentDto> {
  const found = await memberOf(tx, ctx, input);
  const member = await lockMember(tx, ctx, found.id);
  const { storeId } = ctx.scope;
  // Two who match it at once do so one after the other.
  await tx.$queryRaw`
    SELECT id FROM loyalty_transaction
     WHERE store_id = ${storeId}::uuid AND document_number = ${input.transactionDocumentNumber} FOR UPDATE`;
  const row = await tx.loyaltyTransaction.findUnique({
    where: { storeId_documentNumber: { storeId, documentNumber: input.transactionDocumentNumber } },
    include: WITH_ITEMS,
  });
  if (row === null) throw notFound();
  if (row.memberId !== null && row.memberId !== member.id) {
    throw conflict("The transaction is matched with another member already.");
  }
  if (row.memberId === null) await assign(tx, ctx, row, member);
  return { transactionId: row.id, customerId: member.id };
}

async function memberOf(tx: Transaction, ctx: Context, input: NewAssignment): Promise<Member> {
  const member = await findMember(tx, ctx, {
    customerId: input.customerId,
    loyaltyCardNumber: input.customerLoyaltyCardNumber,
    phone: input.customerPhoneNumber,
  });
  if (member === null) throw notFound();
  return member;
}

async function assign(
  tx: Transaction,
  ctx: Context,
  row: TransactionRow,
  member: LockedMember,
): Promise<void> {
  const now = new Date(ctx.services.now());
  await tx.loyaltyTransaction.update({
    where: { id: row.id },
    data: { memberId: member.id, assignedAt: now },
  });
  await count(tx, ctx, row, member);
}

/** Reads what `count` will ask for, in one go: all of it stands still, or is anybody's to change at any moment. */
async function prepare(
  tx: Transaction,
  ctx: Context,
  row: TransactionRow,
  member: LockedMember,
): Promise<void> {
  if (!member.isActive) return;
  const trigger = triggerOf(row, member);
  await Promise.all([
    getActiveTierSet(tx, ctx),
    prepareCampaigns(tx, ctx, trigger),
    prepareProgress(tx, ctx, trigger),
  ]);
}

/** The member's from here on, it counts: for figures and tier, then for campaigns and achievements. */
async function count(
  tx: Transaction,
  ctx: Context,
  row: TransactionRow,
  member: LockedMember,
): Promise<void> {
  announce(
    tx,
    ctx,
    "TransactionAssignedToCustomer",
    {
      transactionId: row.id,
      grossValue: amountNumber(amountOf(row.grossValue)),
      customer: memberSnapshot(member),
    },
    [row.id, member.id],
  );
  const counted = await countPurchase(tx, member, row);
  if (!counted.isActive) return;
  const hasMoved = await reconsiderTier(tx, ctx, counted);
  const trigger = triggerOf(row, hasMoved ? await lockMember(tx, ctx, member.id) : counted);
  await applyCampaigns(tx, ctx, trigger);
  await countProgress(tx, ctx, trigger);
}

/** What campaigns and achievements see of it. */
function triggerOf(row: TransactionRow, member: LockedMember): ActionTrigger {
  return {
    type: "transaction",
    member,
    transactionId: row.id,
    documentNumber: row.documentNumber,
    documentType: row.documentType,
    grossValue: amountOf(row.grossValue),
    purchasedAt: row.purchasedAt,
    createdAt: row.createdAt,
    items: row.items.map((item) => ({
      sku: item.sku,
      name: item.name,
      category: item.category,
      maker: item.maker,
      quantity: amountOf(item.quantity),
      grossValue: amountOf(item.grossValue),
      labels: labelsOf(item.labels),
    })),
    labels: labelsOf(row.labels),
    channelId: row.channelId,
  };
}

function isUuidText(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
