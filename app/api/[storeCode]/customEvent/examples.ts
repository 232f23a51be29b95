/** Examples of the API document. */

export const schemaChange = {
  name: "Opened the app",
  schema: { fields: [{ type: "text" as const, name: "platform", description: "ios or android" }] },
  active: { isActive: true },
};

export const schemaBody = { eventType: "app_login", ...schemaChange };

export const schemaExample = {
  eventType: "app_login",
  name: "Opened the app",
  schema: schemaBody.schema,
  active: true,
  createdAt: "2026-08-11T07:00:00.000Z",
};

export const customEventBody = {
  type: "app_login",
  eventDate: "2026-11-17T07:31:04Z",
  customerData: { email: "emma.clarke@example.com" },
  body: { platform: "ios" },
  eventId: "app-login-20261117-6042180071",
};

export const customEventExample = {
  customEventId: "019a90b9-88cc-7e3c-b177-23a2c20dd9ad",
  customerId: "018dfe71-2880-7c3c-9321-38dc017d3ae2",
  type: "app_login",
  eventName: "Opened the app",
  customerData: { email: "emma.clarke@example.com" },
  body: { platform: "ios" },
  eventDate: "2026-11-17T07:31:04.000Z",
  createdAt: "2026-11-17T07:31:09.000Z",
  eventId: "app-login-20261117-6042180071",
};
