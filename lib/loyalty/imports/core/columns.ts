import type { ImportType } from "../constants.ts";

/** A column of a file, by the name in its heading. */
export type ImportColumn = {
  name: string;
  /** Where the value goes in the body of the REST call that does the same for one. */
  at: string;
  /** Text unless given. Labels are written "key=value; key=value". */
  kind?: "number" | "boolean" | "labels";
  isRequired?: true;
};

const WHO = [
  { name: "customerId", at: "customerId" },
  { name: "email", at: "email" },
  { name: "phone", at: "phone" },
  { name: "loyaltyCardNumber", at: "loyaltyCardNumber" },
] as const satisfies readonly ImportColumn[];

const MOVEMENT = [
  ...WHO,
  { name: "points", at: "points", kind: "number", isRequired: true },
  { name: "comment", at: "comment" },
  { name: "externalTransferId", at: "externalTransferId" },
  { name: "walletCode", at: "walletCode" },
  { name: "requestedAt", at: "requestedAt" },
] as const satisfies readonly ImportColumn[];

const same = (...names: string[]): ImportColumn[] => names.map((name) => ({ name, at: name }));
const under = (root: string, ...names: string[]): ImportColumn[] =>
  names.map((name) => ({ name, at: `${root}.${name}` }));

/** Of a line of a transaction. Lines that follow one another with the same document number are one transaction's items. */
export const ITEM_COLUMNS: readonly ImportColumn[] = [
  { name: "sku", at: "sku", isRequired: true },
  { name: "productName", at: "name", isRequired: true },
  { name: "category", at: "category", isRequired: true },
  { name: "maker", at: "maker" },
  { name: "quantity", at: "highPrecisionQuantity", kind: "number" },
  { name: "grossValue", at: "grossValue", kind: "number", isRequired: true },
];

const DOCUMENT_COLUMNS: readonly ImportColumn[] = [
  { name: "documentNumber", at: "header.documentNumber", isRequired: true },
  { name: "purchasedAt", at: "header.purchasedAt", isRequired: true },
  ...under("header", "documentType", "linkedDocumentNumber", "purchasePlace"),
  { name: "labels", at: "header.labels", kind: "labels" },
  ...under("customerData", "customerId", "email", "phone", "loyaltyCardNumber", "name", "nip"),
  { name: "channelId", at: "channelId" },
];

/** What a file of each type may have in its heading, in any order. */
export const IMPORT_COLUMNS: Readonly<Record<ImportType, readonly ImportColumn[]>> = {
  member: [
    ...same("email", "phone", "loyaltyCardNumber", "firstName", "lastName", "gender", "birthDate"),
    ...same("registeredAt", "levelId", "channelId", "referrerToken"),
    ...under("address", "street", "address1", "address2", "postal", "city", "province", "country"),
    { name: "companyName", at: "company.name" },
    { name: "companyNip", at: "company.nip" },
    { name: "labels", at: "labels", kind: "labels" },
    { name: "agreement1", at: "agreement1", kind: "boolean" },
    { name: "agreement2", at: "agreement2", kind: "boolean" },
    { name: "agreement3", at: "agreement3", kind: "boolean" },
  ],
  unitTransferAdding: [
    ...MOVEMENT,
    { name: "expiresInDays", at: "expiresInDays", kind: "number" },
    { name: "lockedUntilDays", at: "lockedUntilDays", kind: "number" },
  ],
  unitTransferSpending: MOVEMENT,
  transaction: [...DOCUMENT_COLUMNS, ...ITEM_COLUMNS],
  transactionMatch: [
    { name: "documentNumber", at: "transactionDocumentNumber", isRequired: true },
    { name: "customerId", at: "customerId" },
    { name: "loyaltyCardNumber", at: "customerLoyaltyCardNumber" },
    { name: "phone", at: "customerPhoneNumber" },
  ],
};
