import { z } from "zod";
import { Address, dateTime, filledText, ListTotal, labels, money, text } from "../core/fields.ts";
import { DOCUMENT_TYPES, ITEMS_MAX } from "./constants.ts";

const NewItem = z.strictObject({
  sku: filledText,
  name: filledText,
  category: text,
  /** Of all pieces together. */
  grossValue: money,
  quantity: z.int().min(0).max(2_147_483_647).optional(),
  highPrecisionQuantity: money.optional(),
  maker: text.optional(),
  labels: labels.optional(),
});

export const NewTransaction = z.strictObject({
  header: z.strictObject({
    /** The same number is registered once. */
    documentNumber: filledText,
    linkedDocumentNumber: text.optional(),
    documentType: z.enum(DOCUMENT_TYPES).default("sell"),
    labels: labels.optional(),
    purchasedAt: dateTime,
    purchasePlace: text.optional(),
  }),
  items: z.array(NewItem).min(1).max(ITEMS_MAX),
  /** Whom it is matched with: by customerId, loyaltyCardNumber, email or phone. */
  customerData: z
    .strictObject({
      customerId: text.optional(),
      email: text.optional(),
      name: text.optional(),
      nip: text.optional(),
      phone: text.optional(),
      loyaltyCardNumber: text.optional(),
      address: Address.optional(),
    })
    .optional(),
  channelId: z.uuid().optional(),
});
export type NewTransaction = z.input<typeof NewTransaction>;
export type ParsedTransaction = z.output<typeof NewTransaction>;

export const NewAssignment = z
  .strictObject({
    transactionDocumentNumber: filledText,
    customerId: z.uuid().optional(),
    customerLoyaltyCardNumber: filledText.optional(),
    customerPhoneNumber: filledText.optional(),
  })
  .refine(
    (input) =>
      [input.customerId, input.customerLoyaltyCardNumber, input.customerPhoneNumber].some(
        (value) => value !== undefined,
      ),
    {
      path: ["customerId"],
      error: "Say who it is: customerId, customerLoyaltyCardNumber or customerPhoneNumber.",
    },
  );
export type NewAssignment = z.infer<typeof NewAssignment>;

export const TransactionIdDto = z.object({ transactionId: z.uuid() });
export const AssignmentDto = z.object({ transactionId: z.uuid(), customerId: z.uuid() });
export type AssignmentDto = z.infer<typeof AssignmentDto>;

const LabelDto = z.object({ key: z.string(), value: z.string() });

export const TransactionDto = z.object({
  transactionId: z.uuid(),
  grossValue: z.number(),
  currency: z.string(),
  matched: z.boolean(),
  customerId: z.uuid().nullable(),
  assignedToCustomerAt: z.string().nullable(),
  channelId: z.uuid().nullable(),
  createdAt: z.string(),
  header: z.object({
    documentNumber: z.string(),
    documentType: z.enum(DOCUMENT_TYPES),
    linkedDocumentNumber: z.string().nullable(),
    purchasedAt: z.string(),
    purchasePlace: z.string().nullable(),
    labels: z.array(LabelDto),
  }),
  customerData: z.object({
    customerId: z.string().optional(),
    email: z.string().optional(),
    name: z.string().optional(),
    nip: z.string().optional(),
    phone: z.string().optional(),
    loyaltyCardNumber: z.string().optional(),
    address: z.record(z.string(), z.string()).optional(),
  }),
  items: z.array(
    z.object({
      sku: z.string(),
      name: z.string(),
      category: z.string(),
      maker: z.string().nullable(),
      quantity: z.int(),
      highPrecisionQuantity: z.number(),
      grossValue: z.number(),
      labels: z.array(LabelDto),
    }),
  ),
});
export type TransactionDto = z.infer<typeof TransactionDto>;

export const TransactionListDto = z.object({ items: z.array(TransactionDto), total: ListTotal });
export type TransactionListDto = z.infer<typeof TransactionListDto>;
