import type { Context } from "#lib/auth/context.ts";
import { systemContext } from "#lib/auth/system-context.ts";
import { AppError, conflict, validationFailed } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { Prisma, type Transaction } from "#lib/platform/db.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { recordset } from "#lib/platform/sql-rows.ts";
import { claim, executeGathered, type Gathering, queryGathered } from "#lib/platform/transaction.ts";
import { inAction, inSharedAction } from "../action.ts";
import { findMember, listIdentities } from "../members/data.ts";
import { enterMember } from "../members/mutations.ts";
import { NewMember } from "../members/schema.ts";
import { enterAdding, enterSpending, type Moved } from "../points/mutations.ts";
import { NewAdding, NewSpending } from "../points/schema.ts";
import { assignDocument, enterTransaction } from "../transactions/mutations.ts";
import { NewAssignment, NewTransaction, type ParsedTransaction } from "../transactions/schema.ts";
import type { ImportType } from "./constants.ts";
import { chainsOf } from "./core/chains.ts";
import { describeViolations, inputOf } from "./core/input.ts";
import { type ImportItemRow, type ImportRow, linesOf, typeOf } from "./presenter.ts";
import { recordProgress } from "./progress.ts";

const BATCH_ROWS = 100;
/** Each has a connection. Of what one costs, half is done by this process, which has deliveries to send meanwhile. */
const CHAINS_AT_ONCE = 4;
/** Lines of purchases share a few transactions, the cheaper the more there are. */
const PURCHASES_AT_ONCE = 48;
/** Of an item whose failure is no fault of its own: a deadlock, a defect. */
const ATTEMPTS_MAX = 3;
const DEFECT = "The line could not be taken in because of a fault of the server: import it again.";

/** Imports with something left to do, the oldest first. */
export async function listOpenImports(services: Services): Promise<string[]> {
  const rows = await services.db.prisma.import.findMany({
    where: { state: { in: ["queued", "inprogress"] } },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/**
 * Takes in the next lines of an import, each in a transaction that also says so: one that was killed is begun again,
 * one that committed is never repeated. Those about different members and documents are taken in at the same time.
 * @param signal ends it between two lines
 */
export async function advanceImport(
  services: Services,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  const { prisma } = services.db;
  const row = await prisma.import.findUnique({ where: { id: importId } });
  if (row === null || row.completedAt !== null) return;
  const store = await prisma.store.findUniqueOrThrow({
    where: { id: row.storeId },
    select: { id: true, code: true },
  });
  const ctx = systemContext(services, store, row.createdBy);
  if (row.state === "queued") await recordProgress(prisma, importId, new Date(services.now()));
  const items = await prisma.importItem.findMany({
    where: { importId, state: "queued" },
    orderBy: { line: "asc" },
    take: BATCH_ROWS,
  });
  await takeInAll(ctx, row, items, signal);
  await recordProgress(prisma, importId, new Date(services.now()));
}

async function takeInAll(
  ctx: Context,
  row: ImportRow,
  items: readonly ImportItemRow[],
  signal: AbortSignal,
): Promise<void> {
  const fieldsOf = (item: ImportItemRow) => linesOf(item)[0].fields;
  const known = await listIdentities(ctx.services.db.prisma, ctx, items.map(fieldsOf));
  const waiting = chainsOf(items, fieldsOf, known);
  const atOnce = typeOf(row) === "transaction" ? PURCHASES_AT_ONCE : CHAINS_AT_ONCE;
  const ended = await Promise.allSettled(
    Array.from({ length: atOnce }, async () => {
      for (let chain = waiting.shift(); chain !== undefined; chain = waiting.shift()) {
        for (const item of chain) {
          if (signal.aborted) return;
          await takeIn(ctx, row, item);
        }
      }
    }),
  );
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}

async function takeIn(ctx: Context, row: ImportRow, item: ImportItemRow): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await takeInOnce(ctx, row, item);
      return;
    } catch (error) {
      if (error instanceof AppError) return reject(ctx, item, reasonOf(row, error));
      const { line, importId } = item;
      ctx.services.logger.error({ err: error, import: importId, line, attempt }, "a line was not imported");
      if (attempt === ATTEMPTS_MAX) return reject(ctx, item, DEFECT);
    }
  }
}

/** Does what the line says, and notes that it is done. */
async function takeInOnce(ctx: Context, row: ImportRow, item: ImportItemRow): Promise<void> {
  const type = typeOf(row);
  const input = inputOf(type, linesOf(item));
  if (type === "transaction") return takeInPurchase(ctx, item, parseInput(NewTransaction, input));
  await inAction(ctx, async (tx) => {
    if (!(await hold(tx, item))) return;
    await markDone(tx, ctx, item, await enter(tx, ctx, { type, row, item }, input));
  });
}

async function takeInPurchase(ctx: Context, item: ImportItemRow, purchase: ParsedTransaction): Promise<void> {
  // Whoever names the same member is in the same chain.
  const refusal = await inSharedAction(ctx, null, async (tx) => {
    if (!(await hold(tx, item))) return null;
    const entered = await enterTransaction(tx, ctx, purchase);
    if ("refusal" in entered) return entered.refusal;
    await markDone(tx, ctx, item, entered.transactionId);
    return null;
  });
  if (refusal !== null) throw refusal;
}

/** First: whoever is at the line too, or cancels the import, waits here. False when it is done already. */
async function hold(tx: Transaction, { importId, line }: ImportItemRow): Promise<boolean> {
  const sqlOf = (lines: readonly number[]) => Prisma.sql`
    SELECT line FROM import_item
     WHERE import_id = ${importId}::uuid AND line = ANY(${[...lines]}::int[]) AND state = 'queued'
     ORDER BY line FOR UPDATE /* planned once */`;
  const gathering = { key: `hold:${importId}`, changesNothing: true, sqlOf };
  const { rows } = await queryGathered<{ line: number }, number>(tx, gathering, line);
  if (!rows.some((held) => held.line === line)) return false;
  claim(tx, `${importId} ${line}`);
  return true;
}

async function markDone(
  tx: Transaction,
  ctx: Context,
  { importId, line }: ImportItemRow,
  entityId: string,
): Promise<void> {
  await executeGathered(tx, DONE, { importId, line, entityId, now: new Date(ctx.services.now()) });
}

const DONE_TYPES = { importId: "uuid", line: "int", entityId: "uuid", now: "timestamptz" };

const DONE: Gathering<{ importId: string; line: number; entityId: string; now: Date }> = {
  key: "done",
  sqlOf: (lines) => Prisma.sql`
    WITH done AS MATERIALIZED (SELECT * FROM ${recordset("one", DONE_TYPES, lines)})
    UPDATE import_item i SET state = 'succeed', entity_id = d."entityId", updated_at = d.now
      FROM done d WHERE i.import_id = d."importId" AND i.line = d.line
       AND i.import_id = ANY(ARRAY(SELECT "importId" FROM done)) AND i.line = ANY(ARRAY(SELECT line FROM done))`,
};

/** Does what the line says. Answers with the id of what came of it. */
async function enter(
  tx: Transaction,
  ctx: Context,
  { type, row, item }: { type: Exclude<ImportType, "transaction">; row: ImportRow; item: ImportItemRow },
  input: Record<string, unknown>,
): Promise<string> {
  switch (type) {
    case "member":
      return (await enterMember(tx, ctx, parseInput(NewMember, input))).customerId;
    case "transactionMatch":
      return (await assignDocument(tx, ctx, parseInput(NewAssignment, input))).transactionId;
    case "unitTransferAdding": {
      const movement = await withMember(tx, ctx, input);
      return moveOnce(row, item, parseInput(NewAdding, movement), (one) => enterAdding(tx, ctx, one));
    }
    case "unitTransferSpending": {
      const movement = await withMember(tx, ctx, input);
      return moveOnce(row, item, parseInput(NewSpending, movement), (one) => enterSpending(tx, ctx, one));
    }
  }
}

/**
 * A line without an id of its own is known by its file and its place there: the same file once more moves nothing. It
 * is refused instead of passing for a repeat, for nobody said that it is one.
 */
async function moveOnce<Input extends { externalTransferId?: string | undefined }>(
  { type, fileSha256 }: ImportRow,
  { line }: ImportItemRow,
  input: Input,
  move: (input: Input) => Promise<Moved>,
): Promise<string> {
  if (input.externalTransferId !== undefined || fileSha256 === null) return (await move(input)).transferId;
  const externalTransferId = `${type}:${Buffer.from(fileSha256).toString("hex")}:${line}`;
  const { transferId, isRepeat } = await move({ ...input, externalTransferId });
  if (isRepeat) {
    throw conflict(
      "This line of the same file was imported before. If its units are to move again, give it an externalTransferId of its own.",
    );
  }
  return transferId;
}

/** A file may name members by any of their data, the REST body by id. */
async function withMember(tx: Transaction, ctx: Context, input: Record<string, unknown>) {
  const { customerId, email, phone, loyaltyCardNumber, ...movement } = input as Record<string, string>;
  const member = await findMember(tx, ctx, { customerId, email, phone, loyaltyCardNumber });
  if (member === null) {
    throw validationFailed([
      { path: "customerId", message: "No member is known by what the line says.", code: "unknown" },
    ]);
  }
  return { ...movement, customer: member.id };
}

function reasonOf(row: ImportRow, error: AppError): string {
  if (error.code === "validation_failed") return describeViolations(typeOf(row), error.violations);
  if (error.code !== "not_found") return error.message;
  return "There is no such transaction, or no such member.";
}

async function reject(ctx: Context, { importId, line }: ImportItemRow, message: string): Promise<void> {
  await ctx.services.db.prisma.importItem.updateMany({
    where: { importId, line, state: "queued" },
    data: { state: "error", message: message.slice(0, 2_000), updatedAt: new Date(ctx.services.now()) },
  });
}
