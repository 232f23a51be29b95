import { createHash } from "node:crypto";
import { recordAudit } from "#lib/audit/record.ts";
import { actorName, type Context, requirePermission } from "#lib/auth/context.ts";
import type { Resource } from "#lib/auth/core/permissions.ts";
import { conflict, notFound, validationFailed } from "#lib/errors/app-error.ts";
import { parseInput } from "#lib/errors/violations.ts";
import { isUuid } from "#lib/platform/core/uuid-v7.ts";
import type { Transaction } from "#lib/platform/db.ts";
import { inTransaction } from "#lib/platform/transaction.ts";
import type { ImportType } from "./constants.ts";
import { type ImportEntry, readEntries } from "./core/lines.ts";
import { recordProgress } from "./progress.ts";
import { NewImport } from "./schema.ts";

/** Whoever imports something has to be allowed to do it one by one as well. */
const RESOURCES: Readonly<Record<ImportType, Resource>> = {
  member: "CUSTOMER",
  unitTransferAdding: "POINT_TRANSFER",
  unitTransferSpending: "POINT_TRANSFER",
  transaction: "TRANSACTION",
  transactionMatch: "TRANSACTION",
};

const INSERT_ROWS = 2_000;

/**
 * Takes in a file, whose lines are worked off in the background, each whole or not at all. Throws AppError
 * "forbidden", and "validation_failed" (type, fileName, file) for a file that is not UTF-8, is no CSV, or whose heading
 * names other columns than those of its type.
 */
export async function createImport(ctx: Context, raw: NewImport): Promise<{ importId: string }> {
  requirePermission(ctx, "IMPORT", "MODIFY");
  const { type, fileName, file } = parseInput(NewImport, raw);
  requirePermission(ctx, RESOURCES[type], "MODIFY");
  const read = readEntries(type, decode(file));
  if (!read.ok) throw fileRefused(read.message);
  const { services, scope } = ctx;
  const id = services.newId();
  const now = new Date(services.now());
  await inTransaction(services.db.prisma, async (tx) => {
    await tx.import.create({
      data: {
        id,
        storeId: scope.storeId,
        type,
        fileName,
        fileSha256: new Uint8Array(createHash("sha256").update(file).digest()),
        total: read.entries.length,
        rejected: read.entries.filter(({ problem }) => problem !== null).length,
        createdBy: actorName(ctx),
        createdAt: now,
      },
    });
    await insertItems(tx, id, now, read.entries);
    await tx.$executeRaw`SELECT 1 FROM graphile_worker.add_job('advance-imports', job_key => 'advance-imports')`;
    await recordAudit(tx, ctx, {
      eventType: "import.created",
      entityType: "import",
      entityId: id,
      after: { type, fileName, itemsToImport: read.entries.length },
    });
  });
  return { importId: id };
}

/**
 * Takes in no more lines of an import: those that wait are withdrawn, what was taken in stays. Throws AppError
 * "not_found", "forbidden", and "conflict" when no line waits any more.
 */
export async function cancelImport(ctx: Context, importId: string): Promise<void> {
  requirePermission(ctx, "IMPORT", "MODIFY");
  if (!isUuid(importId)) throw notFound();
  const { services, scope } = ctx;
  const now = new Date(services.now());
  await inTransaction(services.db.prisma, async (tx) => {
    const [row] = await tx.$queryRaw<{ type: string; fileName: string }[]>`
      SELECT type, file_name AS "fileName" FROM import
       WHERE id = ${importId}::uuid AND store_id = ${scope.storeId}::uuid FOR UPDATE`;
    if (row === undefined) throw notFound();
    // Lines that are just being taken in are waited for, and are not among them.
    const { count } = await tx.importItem.updateMany({
      where: { importId, state: "queued" },
      data: { state: "cancelled", updatedAt: now },
    });
    if (count === 0) throw conflict("The import is over: no line of it waits any more.");
    await recordProgress(tx, importId, now);
    await recordAudit(tx, ctx, {
      eventType: "import.cancelled",
      entityType: "import",
      entityId: importId,
      after: { type: row.type, fileName: row.fileName, itemsCancelled: count },
    });
  });
}

async function insertItems(
  tx: Transaction,
  importId: string,
  now: Date,
  entries: readonly ImportEntry[],
): Promise<void> {
  for (let from = 0; from < entries.length; from += INSERT_ROWS) {
    await tx.importItem.createMany({
      data: entries.slice(from, from + INSERT_ROWS).map(({ lines, problem }) => ({
        importId,
        line: lines[0].line,
        fields: lines,
        state: problem === null ? "queued" : "error",
        message: problem,
        updatedAt: now,
      })),
    });
  }
}

function decode(file: Uint8Array): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(file);
    if (!text.includes("\0")) return text;
  } catch {
    // As below.
  }
  throw fileRefused("The file should be a text in UTF-8.");
}

function fileRefused(message: string): Error {
  return validationFailed([{ path: "file", message, code: "file" }]);
}
