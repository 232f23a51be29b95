import type { ListColumns } from "../../../http/core/list-columns.ts";
import { GENDERS } from "../schema.ts";

/** What the list of members can be filtered and sorted by. Ids rise with time. */
export const MEMBER_COLUMNS = {
  customerId: { type: "uuid", field: "id", isSortable: true },
  firstName: { type: "text", field: "firstName", isNullable: true, isSortable: true },
  lastName: { type: "text", field: "lastName", isNullable: true, isSortable: true },
  email: { type: "text", field: "email", isNullable: true, isSortable: true },
  phone: { type: "text", field: "phone", isNullable: true },
  loyaltyCardNumber: { type: "text", field: "loyaltyCardNumber", isNullable: true },
  gender: { type: "enum", field: "gender", values: GENDERS, isNullable: true },
  active: { type: "boolean", field: "isActive" },
  birthDate: { type: "datetime", field: "birthDate", isNullable: true },
  agreement1: { type: "boolean", field: "agreement1" },
  agreement2: { type: "boolean", field: "agreement2" },
  agreement3: { type: "boolean", field: "agreement3" },
  createdAt: { type: "datetime", field: "createdAt" },
  updatedAt: { type: "datetime", field: "updatedAt" },
  registeredAt: { type: "datetime", field: "registeredAt" },
  levelId: { type: "uuid", field: "levelId", isNullable: true },
  levelAchievementDate: { type: "datetime", field: "levelAchievedAt", isNullable: true },
  referralToken: { type: "text", field: "referralToken" },
  transactionsCount: { type: "integer", field: "transactionsCount", isSortable: true },
  firstTransactionDate: { type: "datetime", field: "firstTransactionAt", isNullable: true },
  lastTransactionDate: { type: "datetime", field: "lastTransactionAt", isNullable: true },
  "address:street": { type: "text", field: "street", isNullable: true },
  "address:address1": { type: "text", field: "address1", isNullable: true },
  "address:address2": { type: "text", field: "address2", isNullable: true },
  "address:postal": { type: "text", field: "postal", isNullable: true },
  "address:city": { type: "text", field: "city", isNullable: true },
  "address:province": { type: "text", field: "province", isNullable: true },
  "address:country": { type: "text", field: "country", isNullable: true },
} as const satisfies ListColumns;
