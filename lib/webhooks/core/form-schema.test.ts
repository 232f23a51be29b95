import { describe, expect, it } from "vitest";
import { NewSubscription, SubscriptionChange, type SubscriptionDetailsDto } from "../schema.ts";
import {
  emptyWebhookForm,
  filledRows,
  toNewSubscription,
  toSubscriptionChange,
  type WebhookFormValues,
  webhookFormOf,
  webhookFormSchema,
} from "./form-schema.ts";

const VALID: WebhookFormValues = {
  ...emptyWebhookForm(),
  eventNames: ["CustomerUpdated"],
  url: "https://example.com/webhooks",
};

const STORED: SubscriptionDetailsDto = {
  webhookSubscriptionId: "019a81dc-7f2b-7d31-8c55-2b1f4f6f0a11",
  eventName: "CustomerUpdated",
  eventNames: ["CustomerUpdated", "PointsWillExpire"],
  url: "https://example.com/webhooks",
  headerName: "X-Api-Key",
  headerValue: "••••••",
  headers: [
    { headerName: "X-Api-Key", headerValue: "••••••" },
    { headerName: "X-Tenant", headerValue: "••••••" },
  ],
  legacy: true,
  format: "legacy",
  mageEvents: [],
  createdAt: "2026-11-14T10:15:00.000Z",
  destinationType: "rest",
  description: null,
  activeFrom: "2026-11-14T10:15:42.123Z",
  state: "active",
  disabledReason: null,
  health: {
    condition: "ok",
    message: "Deliveries are sent as they come.",
    since: null,
    until: null,
    remaining: null,
    deliveryId: null,
    others: [],
  },
  hmacEnabled: true,
  maxInFlight: 8,
  ratePerSecond: 50,
  timeoutMs: 5000,
  ordered: true,
  updatedAt: "2026-11-14T10:15:00.000Z",
  version: 3,
};

function problems(change: Partial<WebhookFormValues>, isNew = true): Record<string, string> {
  const schema = webhookFormSchema({
    isNew,
    hasLegacyForm: (name) => name === "CustomerUpdated",
    hasMageForm: (name) => name === "PointsChanged",
  });
  const result = schema.safeParse({ ...VALID, ...change });
  return Object.fromEntries(
    (result.error?.issues ?? []).map((issue) => [issue.path.join("."), issue.message]),
  );
}

describe("webhookFormSchema", () => {
  it("is content with an event and a URL, whatever network the URL leads to", () => {
    expect(problems({})).toEqual({});
    expect(problems({ url: "http://127.0.0.1:4455/hook" })).toEqual({});
    expect(problems({ url: "http://10.0.0.8/hook" })).toEqual({});
  });

  it("asks for what is missing", () => {
    expect(problems({ eventNames: [], url: "" })).toEqual({
      eventNames: "Choose at least one event.",
      url: "Enter the URL that receives the deliveries.",
    });
  });

  it("sees that a URL has the wrong shape", () => {
    expect(problems({ url: "example.com" }).url).toContain("Enter a complete URL");
    expect(problems({ url: "ftp://example.com" }).url).toContain("https");
    expect(problems({ url: "https://user:secret@example.com" }).url).toContain("password");
    expect(problems({ url: "https://example.com:22/" }).url).toContain("Port 22");
  });

  it("puts what is wrong with a header at its row and field", () => {
    const headers = [
      { headerName: "X-Api-Key", headerValue: "a", isKept: false },
      { headerName: "x-api-key", headerValue: "", isKept: false },
      { headerName: "Content-Type", headerValue: "", isKept: true },
    ];
    expect(Object.keys(problems({ headers }))).toEqual([
      "headers.1.headerName",
      "headers.2.headerName",
      "headers.1.headerValue",
    ]);
  });

  it("passes over a row of the headers in which nothing was typed, without moving the others", () => {
    const blank = { headerName: "", headerValue: "", isKept: false };
    const headers = [blank, { headerName: "Host", headerValue: "a", isKept: false }];
    expect(Object.keys(problems({ headers }))).toEqual(["headers.1.headerName"]);
    expect(problems({ headers: [blank] })).toEqual({});
    expect(filledRows([...headers, blank])).toEqual([1]);
    const values = { ...VALID, headers: [blank, { headerName: "X-A", headerValue: "1", isKept: false }] };
    expect(toNewSubscription(values).headers).toEqual([{ headerName: "X-A", headerValue: "1" }]);
    expect(toSubscriptionChange(values).headers).toEqual([{ headerName: "X-A", headerValue: "1" }]);
  });

  it("refuses a legacy webhook with an event that has no legacy form, and names the event", () => {
    const eventNames = ["CustomerUpdated", "RewardCreated"];
    expect(problems({ eventNames })).toEqual({});
    expect(problems({ eventNames, format: "legacy" }).format).toMatch(/^RewardCreated has no legacy form/);
  });

  it("refuses Mage's format for events that Mage does not know, without any of its events, and over http", () => {
    const mage = { format: "mage", eventNames: ["PointsChanged"], mageEvents: ["points.earned"] } as const;
    const given = { ...mage, eventNames: [...mage.eventNames], mageEvents: [...mage.mageEvents] };
    expect(problems(given)).toEqual({});
    expect(problems({ ...given, eventNames: ["CustomerUpdated"] }).format).toMatch(
      /^CustomerUpdated has no form in Mage's terms/,
    );
    expect(problems({ ...given, mageEvents: [] })).toEqual({
      mageEvents: "Choose at least one of Mage's events.",
    });
    expect(problems({ ...given, url: "http://127.0.0.1:4455/hook" })).toEqual({
      url: "A webhook in Mage's format needs https.",
    });
  });

  it("says all that is wrong at once", () => {
    const change = {
      url: "nowhere",
      maxInFlight: "0",
      eventNames: ["RewardCreated"],
      format: "legacy" as const,
    };
    expect(Object.keys(problems(change))).toEqual(["url", "maxInFlight", "format"]);
  });

  it.each([
    [{ maxInFlight: "257" }, "maxInFlight"],
    [{ maxInFlight: "1.5" }, "maxInFlight"],
    [{ ratePerSecond: "0" }, "ratePerSecond"],
    [{ timeoutMs: "" }, "timeoutMs"],
    [{ description: "x".repeat(256) }, "description"],
    [{ activeFrom: new Date(Number.NaN) }, "activeFrom"],
    [{ activeFrom: new Date("1899-12-31T00:00:00Z") }, "activeFrom"],
  ])("refuses %o", (change, field) => {
    expect(Object.keys(problems(change))).toEqual([field]);
  });

  it("lets only a new webhook do without a date", () => {
    expect(problems({ activeFrom: null }, true)).toEqual({});
    expect(Object.keys(problems({ activeFrom: null }, false))).toEqual(["activeFrom"]);
  });
});

describe("what a form sends", () => {
  it("is what the verbs take, and stands for the defaults when nothing was touched", () => {
    const sent = NewSubscription.parse(toNewSubscription(VALID));
    expect(sent).toMatchObject({
      maxInFlight: 32,
      timeoutMs: 15_000,
      ratePerSecond: null,
      ordered: false,
      description: null,
    });
    expect(sent).not.toHaveProperty("activeFrom");
  });

  it("changes nothing when a stored webhook is opened and saved", () => {
    expect(SubscriptionChange.parse(toSubscriptionChange(webhookFormOf(STORED, "edit")))).toEqual({
      eventNames: STORED.eventNames,
      url: STORED.url,
      headers: [{ headerName: "X-Api-Key" }, { headerName: "X-Tenant" }],
      activeFrom: STORED.activeFrom,
      format: "legacy",
      hmacEnabled: true,
      maxInFlight: 8,
      ratePerSecond: 50,
      timeoutMs: 5000,
      ordered: true,
      description: null,
    });
  });

  it("sends Mage's events with Mage's format only, and never Open Loyalty's signature with it", () => {
    const mageEvents = ["points.earned" as const];
    const values = { ...VALID, hmacEnabled: true, mageEvents };
    expect(toNewSubscription({ ...values, format: "mage" })).toMatchObject({
      format: "mage",
      mageEvents,
      hmacEnabled: false,
    });
    expect(toNewSubscription(values)).not.toHaveProperty("mageEvents");
  });

  it("never holds the dots that stand for a stored value", () => {
    for (const purpose of ["edit", "duplicate"] as const) {
      expect(JSON.stringify(webhookFormOf(STORED, purpose))).not.toContain("•");
    }
  });

  it("asks for the values of headers again in a duplicate, which is active from now", () => {
    const values = webhookFormOf(STORED, "duplicate");
    expect(values.activeFrom).toBeNull();
    expect(Object.keys(problems({ ...values, format: "v5" }))).toEqual([
      "headers.0.headerValue",
      "headers.1.headerValue",
    ]);
  });
});
