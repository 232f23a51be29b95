import { z } from "zod";
import { defineEvent } from "./define-event.ts";
import { EMMA, EMMA_ADDRESS, PURCHASE } from "./example-programme.ts";
import { address, customer, dateTime, integer, label, number, text, uuid } from "./shapes.ts";

export const transactionRegistered = defineEvent({
  name: "TransactionRegistered",
  category: "transactions",
  title: "Transaction registered",
  description: "A purchase or a return has been entered, whether or not it is already matched with a member.",
  triggers: [
    "A transaction is created in the admin panel.",
    "A transaction is created through the API.",
    "Transactions are imported.",
  ],
  dataSchema: z.looseObject({
    transactionId: uuid.optional(),
    documentNumber: text.optional(),
    purchasedAt: dateTime.optional(),
    documentType: text.optional(),
    purchasePlace: text.meta({ description: "Where. Additive: for legacy bodies, which have it" }).optional(),
    customerData: z
      .looseObject({
        email: text.nullable().optional(),
        name: text.optional(),
        nip: text.optional(),
        phone: text.nullable().optional(),
        loyaltyCardNumber: text.nullable().optional(),
        address: address.optional(),
      })
      .optional(),
    items: z
      .array(
        z.looseObject({
          sku: z.looseObject({ code: text.optional() }).optional(),
          name: text.optional(),
          quantity: integer.optional(),
          grossValue: number.optional(),
          category: text.optional(),
          maker: text.optional(),
          labels: z.array(label).optional(),
        }),
      )
      .optional(),
    channelId: uuid.optional(),
  }),
  example: {
    transactionId: PURCHASE.transactionId,
    documentNumber: PURCHASE.documentNumber,
    purchasedAt: PURCHASE.purchasedAt,
    documentType: "sell",
    purchasePlace: "Camden High Street",
    customerData: {
      email: EMMA.email,
      name: "Emma Clarke",
      nip: "GB284716035",
      phone: EMMA.phone,
      loyaltyCardNumber: EMMA.loyaltyCardNumber,
      address: EMMA_ADDRESS,
    },
    items: [
      {
        sku: { code: "BEAN-ETH-250" },
        name: "Ethiopia Guji, whole beans, 250 g",
        quantity: 2,
        grossValue: 29.8,
        category: "Coffee",
        maker: "Northside Roasters",
        labels: [{ key: "roast", value: "light" }],
      },
      {
        sku: { code: "DRIP-V60-02" },
        name: "Ceramic dripper, size 02",
        quantity: 1,
        grossValue: 25.2,
        category: "Brewing",
        maker: "Hario",
        labels: [],
      },
    ],
    channelId: "018595a6-93a4-754a-8eeb-c0befe9c1a0c",
  },
  /** `posId` is not in the data and is left out. */
  legacy: {
    type: "transaction.registered",
    toData: (data) => ({
      transactionId: data.transactionId,
      transactionData: {
        documentType: data.documentType,
        documentNumber: data.documentNumber,
        purchasePlace: data.purchasePlace,
        purchaseDate: data.purchasedAt,
      },
      customerData: data.customerData && {
        name: data.customerData.name,
        email: data.customerData.email,
        phone: data.customerData.phone,
        loyaltyCardNumber: data.customerData.loyaltyCardNumber,
        nip: data.customerData.nip,
        address: data.customerData.address,
      },
      items: data.items?.map((item) => ({
        sku: item.sku,
        name: item.name,
        quantity: item.quantity,
        grossValue: item.grossValue,
        category: item.category,
        maker: item.maker,
        labels: item.labels,
      })),
    }),
  },
});

export const transactionAssignedToCustomer = defineEvent({
  name: "TransactionAssignedToCustomer",
  category: "transactions",
  title: "Transaction matched with a member",
  description: "A transaction now belongs to a member, so that it counts for units, tiers and achievements.",
  triggers: [
    "An administrator matches a transaction with a member in the admin panel.",
    "A transaction is matched with a member through the API.",
    "Matches are imported.",
  ],
  dataSchema: z.looseObject({
    transactionId: uuid.optional(),
    grossValue: number.optional(),
    customer: customer.optional(),
  }),
  example: { transactionId: PURCHASE.transactionId, grossValue: PURCHASE.grossValue, customer: EMMA },
  legacy: {
    type: "transaction.assigned_to_customer",
    toData: (data) => ({
      transactionId: data.transactionId,
      customerId: data.customer?.customerId,
      grossValue: data.grossValue,
    }),
  },
});
