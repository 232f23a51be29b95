import type { Prisma } from "#lib/platform/db.ts";
import type { Label } from "../action-trigger.ts";
import { amountNumber, amountOf } from "../core/amount.ts";
import type { TransactionDto } from "./schema.ts";

export const WITH_ITEMS = {
  items: { orderBy: { position: "asc" } },
} as const satisfies Prisma.LoyaltyTransactionInclude;

export type TransactionRow = Prisma.LoyaltyTransactionGetPayload<{ include: typeof WITH_ITEMS }>;

export function presentTransaction(row: TransactionRow, currency: string): TransactionDto {
  return {
    transactionId: row.id,
    grossValue: amountNumber(amountOf(row.grossValue)),
    currency,
    matched: row.memberId !== null,
    customerId: row.memberId,
    assignedToCustomerAt: row.assignedAt?.toISOString() ?? null,
    channelId: row.channelId,
    createdAt: row.createdAt.toISOString(),
    header: {
      documentNumber: row.documentNumber,
      documentType: row.documentType,
      linkedDocumentNumber: row.linkedDocumentNumber,
      purchasedAt: row.purchasedAt.toISOString(),
      purchasePlace: row.purchasePlace,
      labels: labelsOf(row.labels),
    },
    customerData: {
      ...(row.customerId === null ? {} : { customerId: row.customerId }),
      ...presentCustomerData(row),
    },
    items: row.items.map((item) => {
      const quantity = amountNumber(amountOf(item.quantity));
      return {
        sku: item.sku,
        name: item.name,
        category: item.category,
        maker: item.maker,
        quantity: Math.trunc(quantity),
        highPrecisionQuantity: quantity,
        grossValue: amountNumber(amountOf(item.grossValue)),
        labels: labelsOf(item.labels),
      };
    }),
  };
}

/** TransactionRegistered. */
export function presentRegistered(row: TransactionRow) {
  return {
    transactionId: row.id,
    documentNumber: row.documentNumber,
    purchasedAt: row.purchasedAt.toISOString(),
    documentType: row.documentType,
    ...(row.purchasePlace === null ? {} : { purchasePlace: row.purchasePlace }),
    customerData: presentCustomerData(row),
    items: row.items.map((item) => ({
      sku: { code: item.sku },
      name: item.name,
      quantity: Math.trunc(amountNumber(amountOf(item.quantity))),
      grossValue: amountNumber(amountOf(item.grossValue)),
      category: item.category,
      ...(item.maker === null ? {} : { maker: item.maker }),
      labels: labelsOf(item.labels),
    })),
    ...(row.channelId === null ? {} : { channelId: row.channelId }),
  };
}

/** Only what was told. */
function presentCustomerData(row: TransactionRow) {
  return {
    ...(row.customerEmail === null ? {} : { email: row.customerEmail }),
    ...(row.customerName === null ? {} : { name: row.customerName }),
    ...(row.customerNip === null ? {} : { nip: row.customerNip }),
    ...(row.customerPhone === null ? {} : { phone: row.customerPhone }),
    ...(row.customerCardNumber === null ? {} : { loyaltyCardNumber: row.customerCardNumber }),
    ...(row.customerAddress === null ? {} : { address: addressOf(row.customerAddress) }),
  };
}

/** The stored values; only `registerTransaction` writes them. */
export function labelsOf(stored: Prisma.JsonValue): Label[] {
  return stored as Label[];
}

function addressOf(stored: Prisma.JsonValue): Record<string, string> {
  return stored as Record<string, string>;
}
