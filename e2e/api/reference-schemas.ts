/**
 * Answers as Open Loyalty's API document (5.16) describes them: its properties and their types. Everything that it
 * names is required here, although it requires little, save what it leaves out when there is nothing to tell.
 */

const text = { type: "string" };
const uuid = { type: "string", format: "uuid" };
const dateTime = { type: "string", format: "date-time" };

const object = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

/** The document writes "string" for the code of a 401, and an integer in its example. */
const failure = object({ code: { type: "integer" }, message: text });

const subscription = {
  webhookSubscriptionId: uuid,
  eventName: text,
  url: text,
  headerName: text,
  headerValue: text,
  legacy: { type: "boolean" },
  createdAt: dateTime,
  destinationType: text,
};

const header = object({ headerName: text, headerValue: text });

export const REFERENCE = {
  subscriptionList: object({
    items: { type: "array", items: object(subscription, ["headerName", "headerValue"]) },
    total: object({
      all: { type: "integer" },
      filtered: { type: "integer" },
      estimated: { type: "boolean" },
    }),
  }),
  subscriptionDetails: object({ ...subscription, headers: { type: "array", items: header } }, [
    "headerName",
    "headerValue",
  ]),
  subscriptionId: object({ webhookSubscriptionId: uuid }),
  eventList: object({ items: { type: "array", items: text } }),
  tokens: object({ token: text, refresh_token: text }),
  badCredentials: object({ message: text }),
  unauthorized: object({ message: text }),
  invalidToken: failure,
  accessDenied: failure,
  notFound: failure,
  badRequest: object({
    code: { type: "integer" },
    message: text,
    errors: {
      type: "array",
      items: object({
        message: text,
        parameters: {},
        plural: { type: ["integer", "null"] },
        code: text,
        path: text,
      }),
    },
  }),
} as const;
