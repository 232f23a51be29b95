import { z } from "zod";
import { optionalInteger, optionalText, requiredAmount, requiredText } from "../../core/form-fields.ts";
import { DOCUMENT_TYPES } from "../constants.ts";

/** What is typed about a purchase; names are those of the REST body. */
export const transactionForm = z
  .object({
    header: z.object({
      documentNumber: requiredText("Enter the number of the receipt or invoice."),
      documentType: z.enum(DOCUMENT_TYPES),
      linkedDocumentNumber: optionalText,
      /** Null: now. */
      purchasedAt: z.date().nullable(),
      purchasePlace: optionalText,
      labels: z.array(z.object({ key: requiredText("Name the label."), value: z.string().max(255) })),
    }),
    items: z.array(
      z.object({
        sku: requiredText("Enter the item's code."),
        name: requiredText("Enter the item's name."),
        category: z.string().trim().max(255),
        maker: optionalText,
        quantity: optionalInteger(0, 2_147_483_647),
        grossValue: requiredAmount,
      }),
    ),
    /** `member`: somebody chosen; `data`: what the till knows of the buyer; `nobody`. */
    buyer: z.enum(["member", "data", "nobody"]),
    customerData: z.object({
      customerId: z.string(),
      email: optionalText,
      phone: optionalText,
      loyaltyCardNumber: optionalText,
      name: optionalText,
    }),
  })
  .superRefine(({ buyer, customerData }, ctx) => {
    if (buyer !== "member" || customerData.customerId !== "") return;
    ctx.addIssue({ code: "custom", path: ["customerData", "customerId"], message: "Choose the member." });
  })
  .transform(({ buyer, customerData: { customerId, ...known }, header, items }) => ({
    header: { ...header, purchasedAt: (header.purchasedAt ?? new Date()).toISOString() },
    items,
    ...(buyer === "nobody" ? {} : { customerData: buyer === "member" ? { customerId } : known }),
  }));
export type TransactionFormValues = z.input<typeof transactionForm>;

export const EMPTY_ITEM = { sku: "", name: "", category: "", maker: "", quantity: "1", grossValue: "" };

export function emptyTransactionForm(memberId: string): TransactionFormValues {
  return {
    header: {
      documentNumber: "",
      documentType: "sell",
      linkedDocumentNumber: "",
      purchasedAt: null,
      purchasePlace: "",
      labels: [],
    },
    items: [EMPTY_ITEM],
    buyer: "member",
    customerData: { customerId: memberId, email: "", phone: "", loyaltyCardNumber: "", name: "" },
  };
}

export const matchForm = z.object({ customerId: z.string().min(1, "Choose the member.") });
