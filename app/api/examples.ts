import { listOf } from "./[storeCode]/loyalty-examples.ts";

/** Examples of the API document for what is about the installation. */

const administratorId = "01970000-0000-7000-8000-000000000001";

export const storeExample = {
  storeId: "01859580-0000-7000-8000-000000000001",
  code: "DEFAULT",
  currency: "EUR",
  name: "Coffee club",
  active: true,
  createdAt: "2023-01-09T08:00:00.000Z",
  updatedAt: "2023-01-09T08:00:00.000Z",
};

export const roleExample = {
  roleId: 2,
  name: "Support",
  default: false,
  master: false,
  permissions: [{ resource: "WEBHOOK_SUBSCRIPTION", access: "VIEW" }],
  stores: ["DEFAULT"],
  administrators: 3,
};

export const auditListExample = listOf({
  auditLogId: "019a81dc-8b40-7c3e-9f0a-5d2c7e1b4a60",
  store: {
    storeId: storeExample.storeId,
    code: "DEFAULT",
    currency: "EUR",
    name: "Coffee club",
    active: true,
  },
  eventType: "webhook.test_sent",
  entityType: "webhookSubscription",
  entityId: "018dfe71-2880-7c3c-9321-38dc017d3ae2",
  username: "admin",
  userId: administratorId,
  userType: "admin",
  ip: "192.0.2.10",
  createdAt: "2026-11-20T10:15:00.000Z",
  requestId: "019a81dc-8b31-7a54-8f6e-1c0d9b7a2e35",
  after: { eventName: "CustomerRegistered", deliveryId: "019a81dc-8b3c-7d18-a2f4-6e5b0c9d8a17" },
});

const key = {
  apiKeyId: "01970000-0000-7000-8000-000000000002",
  adminId: administratorId,
  name: "Order system",
  legacy: false,
  expirationDate: "2030-01-01T00:00:00.000Z",
};

export const apiKeyListExample = listOf({
  ...key,
  token: "phk_V1StGX...",
  adminUsername: "admin",
  readOnly: false,
  storeCode: null,
  createdAt: "2026-11-20T10:15:00.000Z",
  lastUsedAt: "2026-11-21T07:02:11.000Z",
});

export const createdApiKeyExample = { ...key, token: "phk_V1StGXR8_Z5jdHi6B-myT78I5b9x0kYzQ2wE4rT6uMo" };
