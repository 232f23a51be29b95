import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auditView, changedView } from "./audit-view.ts";
import { applySettings, defaultSettings, type SettingsRules, type SubscriptionSettings } from "./settings.ts";

const RULES: SettingsRules = {
  knownEventNames: ["A", "B", "C"],
  hasLegacyForm: (name) => name !== "C",
  mageEventsOf: (name) =>
    name === "A"
      ? ["points.earned"]
      : name === "B"
        ? ["customer.tier_upgrade", "customer.tier_downgrade"]
        : [],
  urlPolicy: { allowed: [], allowHttp: false },
};
const URL_TEXT = "https://example.com/hook";
const BASE: SubscriptionSettings = {
  ...defaultSettings(new Date("2026-01-01T00:00:00Z")),
  eventNames: ["A"],
  url: URL_TEXT,
  headers: [
    { headerName: "X-One", headerValue: "1" },
    { headerName: "X-Two", headerValue: "2" },
  ],
};

function applied(input: object): SubscriptionSettings {
  const result = applySettings(BASE, { url: URL_TEXT, ...input }, RULES);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.settings;
}

function issuesOf(input: object) {
  const result = applySettings(BASE, { url: URL_TEXT, ...input }, RULES);
  return result.ok ? [] : result.issues.map(({ path, code }) => [path, code]);
}

describe("applySettings", () => {
  it("keeps everything that is left out", () => {
    expect(applied({})).toEqual(BASE);
  });

  it("clears what may be empty by null", () => {
    const cleared = applied({ description: null, ratePerSecond: null, headerName: null });

    expect(cleared).toMatchObject({ description: null, ratePerSecond: null, headers: [] });
  });

  it("lets an older client's single header take the place of all headers", () => {
    expect(applied({ headerName: "X-Old", headerValue: "o" }).headers).toEqual([
      { headerName: "X-Old", headerValue: "o" },
    ]);
    expect(applied({ headerName: "x-two" }).headers).toEqual([{ headerName: "x-two", headerValue: "2" }]);
  });

  it("lets what was read be sent back unchanged", () => {
    const read = {
      headerName: "X-One",
      headerValue: "1",
      headers: [...BASE.headers],
      eventNames: ["A"],
      legacy: false,
    };

    expect(applied(read)).toEqual(BASE);
  });

  it("refuses to turn a webhook legacy while one of its events has no legacy form, whichever side changes", () => {
    expect(issuesOf({ legacy: true, eventNames: ["A", "C"] })).toEqual([["legacy", "no_legacy_form"]]);
    const result = applySettings({ ...BASE, format: "legacy" }, { url: URL_TEXT, eventNames: ["C"] }, RULES);
    expect(result).toMatchObject({ ok: false, issues: [{ path: "eventNames", code: "no_legacy_form" }] });
  });

  it("takes Open Loyalty's legacy flag as the older way to choose a format, which does not end Mage's", () => {
    expect(applied({ legacy: true }).format).toBe("legacy");
    expect(applied({ format: "legacy" }).format).toBe("legacy");
    const mage: SubscriptionSettings = { ...BASE, format: "mage", mageEvents: ["points.earned"] };
    const result = applySettings(mage, { url: URL_TEXT, legacy: false }, RULES);
    expect(result).toMatchObject({ ok: true, settings: { format: "mage" } });
    expect(issuesOf({ format: "mage", legacy: true })).toEqual([["legacy", "contradiction"]]);
  });

  it("sends all that the events can be in Mage's terms, and keeps a choice among them while they stay", () => {
    const all = applied({ format: "mage", eventNames: ["A", "B"] });
    expect(all.mageEvents).toEqual(["points.earned", "customer.tier_upgrade", "customer.tier_downgrade"]);
    const chosen = applied({ format: "mage", eventNames: ["B"], mageEvents: ["customer.tier_upgrade"] });
    expect(chosen.mageEvents).toEqual(["customer.tier_upgrade"]);
    const more = applySettings(chosen, { url: URL_TEXT, eventNames: ["A", "B"] }, RULES);
    expect(more).toMatchObject({
      ok: true,
      settings: { mageEvents: ["points.earned", "customer.tier_upgrade"] },
    });
    expect(applySettings(chosen, { url: URL_TEXT, format: "v5" }, RULES)).toMatchObject({
      ok: true,
      settings: { format: "v5", mageEvents: [] },
    });
  });

  it("refuses in Mage's format what Mage does not have", () => {
    expect(issuesOf({ format: "mage", eventNames: ["A", "C"] })).toEqual([["format", "no_mage_form"]]);
    expect(issuesOf({ format: "mage", hmacEnabled: true })).toEqual([["hmacEnabled", "contradiction"]]);
    expect(issuesOf({ format: "mage", mageEvents: ["points.redeemed"] })).toEqual([
      ["mageEvents[0]", "contradiction"],
    ]);
    expect(issuesOf({ mageEvents: ["points.earned"] })).toEqual([["mageEvents", "contradiction"]]);
  });

  it.each([
    [
      {
        headers: [
          { headerName: "X-A", headerValue: "1" },
          { headerName: "x-a", headerValue: "2" },
        ],
      },
      "headers[1].headerName",
    ],
    [{ headers: [{ headerName: "X-A", headerValue: "1" }], headerName: "X-B" }, "headerName"],
    [{ headerValue: "1" }, "headerName"],
    [{ headerName: "X-New" }, "headerValue"],
    [{ headerName: "Webhook-Id", headerValue: "1" }, "headerName"],
    [{ eventNames: ["A", "Z"] }, "eventNames[1]"],
  ])("names the field that is wrong in %j", (input, path) => {
    expect(issuesOf(input).map(([issuePath]) => issuePath)).toEqual([path]);
  });
});

describe("changedView", () => {
  it("is null exactly when nothing differs, and never holds a header's value", () => {
    const header = fc.record({
      headerName: fc.constantFrom("X-A", "X-B"),
      headerValue: fc.constantFrom("s3cret-1", "s3cret-2"),
    });
    const settings = fc.record({
      eventNames: fc.uniqueArray(fc.constantFrom("A", "B")),
      url: fc.constantFrom("u1", "u2"),
      description: fc.constantFrom(null, "d"),
      activeFrom: fc.constantFrom(new Date(0), new Date(1)),
      format: fc.constantFrom("v5" as const, "mage" as const),
      mageEvents: fc.constant([]),
      hmacEnabled: fc.boolean(),
      maxInFlight: fc.constantFrom(1, 2),
      ratePerSecond: fc.constantFrom(null, 1),
      timeoutMs: fc.constantFrom(1, 2),
      ordered: fc.boolean(),
      headers: fc.uniqueArray(header, { selector: ({ headerName }) => headerName }),
    });
    fc.assert(
      fc.property(settings, settings, (before, after) => {
        const changed = changedView(before, after);
        expect(changed === null).toBe(JSON.stringify(before) === JSON.stringify(after));
        expect(JSON.stringify([changed, auditView(after)])).not.toContain("s3cret");
      }),
    );
  });
});
