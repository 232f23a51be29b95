/** What the API document shows of the loyalty programme. */

export const tokensExample = {
  token: "eyJhbGciOiJSUzI1NiIsInR5cCI6...",
  refresh_token: "0558f8bb29948c4e54c443f...",
};

export const newMemberExample = {
  firstName: "Emma",
  lastName: "Clarke",
  email: "emma.clarke@example.com",
  phone: "+447700900142",
  loyaltyCardNumber: "6042180071",
  birthDate: "1991-06-18",
  address: { street: "Camden High Street", address1: "48", postal: "NW1 0LT", city: "London", country: "GB" },
  labels: [{ key: "favourite_roast", value: "medium" }],
};

export const memberExample = {
  customerId: "018dfe71-2880-7c3c-9321-38dc017d3ae2",
  firstName: "Emma",
  lastName: "Clarke",
  gender: "female",
  email: "emma.clarke@example.com",
  phone: "+447700900142",
  loyaltyCardNumber: "6042180071",
  birthDate: "1991-06-18T00:00:00.000Z",
  active: true,
  channelId: null,
  address: newMemberExample.address,
  company: {},
  labels: newMemberExample.labels,
  agreement1: true,
  agreement2: false,
  agreement3: false,
  referralToken: "9f2c41d07ab3e865",
  registeredAt: "2024-03-02T09:14:05.000Z",
  createdAt: "2024-03-02T09:14:05.000Z",
  updatedAt: "2025-11-14T10:15:02.000Z",
  transactionsCount: 12,
  transactionsAmount: 642.5,
  returnTransactionsCount: 0,
  returnTransactionsAmount: 0,
  averageTransactionAmount: 53.541666,
  firstTransactionDate: "2024-03-09T11:02:41.000Z",
  lastTransactionDate: "2025-11-14T10:14:37.000Z",
  levelId: "0185959f-10fc-7307-beab-8a79329541ce",
  manuallyAssignedLevelId: null,
  levelAchievementDate: "2025-11-14T10:15:02.000Z",
  lastLevelRecalculation: null,
  currentLevel: { levelId: "0185959f-10fc-7307-beab-8a79329541ce", name: "Gold" },
  anonymized: false,
  defaultAccount: {
    accountId: "018dfe71-2892-719e-8136-cab74b6b08b9",
    activePoints: 1250,
    transferredPoints: 0,
    lockedPoints: 0,
    expiredPoints: 0,
    spentPoints: 500,
    earnedPoints: 1750,
    blockedPoints: 0,
  },
  currency: "GBP",
  storeCode: "DEFAULT",
};

export const memberStatusExample = {
  firstName: "Emma",
  lastName: "Clarke",
  customerId: memberExample.customerId,
  activePoints: 1250,
  transferredPoints: 0,
  earnedPoints: 1750,
  spentPoints: 500,
  expiredPoints: 0,
  lockedPoints: 0,
  blockedPoints: 0,
  levelName: "Gold",
  levelAchievementDate: memberExample.levelAchievementDate,
  levelConditionValue: 1000,
  nextLevelName: "Platinum",
  nextLevelConditionValue: 2500,
  pointsToNextLevel: 750,
  levelWillExpireInDays: 36,
  tierSet: { tierSetId: "0185959f-10f5-7a03-8a5e-4e2d7f61c90b", name: "Roasters", isMigrated: false },
  pointsSinceLastLevelRecalculation: 1750,
  pointsExpiringNextMonth: 120,
  pointsExpiringBreakdown: { "2025-11-30": 40, "2025-12-31": 120 },
  transactionsCount: 12,
  transactionsAmount: 642.5,
  transactionsAmountWithoutDeliveryCosts: 642.5,
  averageTransactionsAmount: 53.541666,
  returnTransactionsCount: 0,
  returnTransactionsAmount: 0,
  averageReturnTransactionsAmount: 0,
  firstTransactionDate: memberExample.firstTransactionDate,
  lastTransactionDate: memberExample.lastTransactionDate,
  currency: "GBP",
  storeCode: "DEFAULT",
  referralToken: memberExample.referralToken,
  registeredAt: memberExample.registeredAt,
  createdAt: memberExample.createdAt,
};

const walletType = {
  walletTypeId: "0185958b-1c00-752e-a930-033bef7b304b",
  code: "default",
  name: "Points",
  unitSingularName: "point",
  unitPluralName: "points",
  active: true,
  isDefault: true,
  createdAt: "2023-01-09T08:00:00.000Z",
  limits: {},
  allowNegativeBalance: false,
};

export const walletExample = {
  walletId: "018dfe71-2892-719e-8136-cab74b6b08b9",
  walletType,
  createdAt: "2024-03-02T09:14:05.000Z",
  account: {
    activeUnits: 1250,
    earnedUnits: 1750,
    spentUnits: 500,
    lockedUnits: 0,
    blockedUnits: 0,
    expiredUnits: 0,
    transferredUnits: 0,
  },
};

export const transferExample = {
  transferId: "019a81dc-7e50-715c-8711-57bede538233",
  type: "adding",
  accountId: walletExample.walletId,
  customerId: memberExample.customerId,
  storeId: "01859580-0000-7000-8000-000000000001",
  value: 110,
  remaining: 60,
  comment: "Welcome",
  cancelled: false,
  pending: false,
  expiresAt: "2026-11-14T23:59:59.000Z",
  createdAt: "2025-11-14T10:15:02.000Z",
  registeredOn: "2025-11-14T10:15:02.000Z",
  createdBy: "admin",
  walletType,
};

export const newTransactionExample = {
  header: {
    documentNumber: "CAM-2025-114711",
    documentType: "sell",
    purchasedAt: "2025-11-14T10:14:37+00:00",
    purchasePlace: "Camden",
  },
  items: [
    { sku: "BEAN-ETH-250", name: "Ethiopia Guji, 250 g", category: "Coffee", quantity: 2, grossValue: 29.8 },
    { sku: "DRIP-V60-02", name: "Ceramic dripper", category: "Brewing", quantity: 1, grossValue: 25.2 },
  ],
  customerData: { email: "emma.clarke@example.com", loyaltyCardNumber: "6042180071" },
};

export const transactionExample = {
  transactionId: "019a81dc-7ce2-7549-9b39-13c34ab9ff84",
  grossValue: 55,
  currency: "GBP",
  matched: true,
  customerId: memberExample.customerId,
  assignedToCustomerAt: "2025-11-14T10:15:02.000Z",
  channelId: null,
  createdAt: "2025-11-14T10:15:02.000Z",
  header: {
    ...newTransactionExample.header,
    purchasedAt: "2025-11-14T10:14:37.000Z",
    linkedDocumentNumber: null,
    labels: [],
  },
  customerData: newTransactionExample.customerData,
  items: newTransactionExample.items.map((item) => ({
    ...item,
    maker: null,
    highPrecisionQuantity: item.quantity,
    labels: [],
  })),
};

export const settingsExample = {
  expirePointsNotificationDays: 10,
  expireCouponsNotificationDays: 7,
  expireLevelsNotificationDays: 30,
  identificationMethod: "email",
};

const tierSetTranslations = { en: { name: "Coffee club" } };
const conditionId = "0185959c-3a10-7f1b-9d2e-6b1f0c5a7e21";

export const newTierSetExample = {
  translations: tierSetTranslations,
  conditions: [{ attribute: "totalEarnedUnits" }],
  downgrade: { mode: "periodic", period: "yearly", interval: 1 },
};

export const tierSetExample = {
  tierSetId: "0185959c-2b00-7a3c-8f11-2d9e4c6b8a70",
  name: "Coffee club",
  description: null,
  active: true,
  isDefault: true,
  isMigrated: false,
  labels: [],
  translations: tierSetTranslations,
  conditions: [{ id: conditionId, attribute: "totalEarnedUnits", walletType: null }],
  tiers: [
    {
      levelId: "0185959d-986c-7ad7-b5d8-f771da4f3cb5",
      name: "Silver",
      description: null,
      active: true,
      isDefault: false,
      sortOrder: 1,
      conditions: [{ conditionId, attribute: "totalEarnedUnits", value: 100 }],
    },
  ],
  downgrade: newTierSetExample.downgrade,
  createdAt: "2023-01-09T08:00:00.000Z",
  updatedAt: "2023-01-09T08:00:00.000Z",
};

export const tierExample = {
  levelId: "0185959d-986c-7ad7-b5d8-f771da4f3cb5",
  name: "Silver",
  active: true,
  isDefault: false,
  sortOrder: 1,
  hasPhoto: false,
  storeCode: "DEFAULT",
  tierSet: { tierSetId: tierSetExample.tierSetId, name: tierSetExample.name },
  conditions: [{ conditionId, attribute: "totalEarnedUnits", value: "100" }],
  rewards: [],
  translations: [{ id: 1, locale: "en", name: "Silver" }],
  createdAt: tierSetExample.createdAt,
  updatedAt: tierSetExample.updatedAt,
};

export const tierOfSetExample = {
  ...tierExample,
  tierSet: { tierSetId: { tierSetId: tierSetExample.tierSetId }, name: tierSetExample.name },
  conditions: [{ conditionId, attribute: "totalEarnedUnits", value: 100 }],
  translations: { en: { name: "Silver" } },
};

export const tierSetChangeExample = {
  translations: { en: { name: "Coffee club", description: "From the first cup" } },
  conditions: [{ id: conditionId, attribute: "totalEarnedUnits" }],
};

export const tierListExample = {
  tiers: [
    { translations: { en: { name: "Member" } }, conditions: [] },
    {
      levelId: "0185959d-986c-7ad7-b5d8-f771da4f3cb5",
      translations: { en: { name: "Silver" } },
      conditions: [{ conditionId, value: 100 }],
    },
  ],
};

/** A page with one item. */
export function listOf<Item>(item: Item) {
  return { items: [item], total: { all: 1, filtered: 1, estimated: false } };
}

export const importExample = {
  importId: "019ac1d2-6c0e-7b4d-9a55-0c1f8a2be7d1",
  type: "unitTransferAdding",
  fileName: "birthday-bonus.csv",
  uploadedDate: "2025-11-14T09:00:00.000Z",
  status: "succeed",
  itemsToImport: 240,
  itemsSucceeded: 239,
  itemsRejected: 1,
  createdBy: "admin",
  completedAt: "2025-11-14T09:00:02.000Z",
};

export const importItemExample = {
  importId: importExample.importId,
  line: 118,
  status: "error",
  createdAt: "2025-11-14T09:00:00.000Z",
  updatedAt: "2025-11-14T09:00:01.000Z",
  message: "customerId: No member is known by what the line says.",
  lines: [{ line: 118, fields: { email: "nobody@example.com", points: "50", comment: "Happy birthday" } }],
};

export const newWalletTypeExample = {
  code: "stamps",
  translations: { en: { name: "Stamps" } },
  unitSingularName: "stamp",
  unitPluralName: "stamps",
  unitDaysExpiryAfter: "after_x_days",
  unitDaysActiveCount: 90,
};
