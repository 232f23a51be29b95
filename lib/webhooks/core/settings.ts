import { parseInstant } from "#lib/http/core/instant.ts";
import { checkCustomHeaders } from "#lib/platform/core/header-policy.ts";
import { checkTargetUrl, type TargetUrlPolicy } from "#lib/platform/core/target-url.ts";
import { SUBSCRIPTION_LIMITS } from "../constants.ts";
import type { NewSubscription, SubscriptionChange } from "../schema.ts";
import type { StoredHeader } from "./sealed.ts";

/** What can be chosen for a webhook. */
export type SubscriptionSettings = {
  eventNames: readonly string[];
  url: string;
  description: string | null;
  activeFrom: Date;
  legacy: boolean;
  hmacEnabled: boolean;
  maxInFlight: number;
  ratePerSecond: number | null;
  timeoutMs: number;
  ordered: boolean;
  headers: readonly StoredHeader[];
};

export type SettingsIssue = { path: string; message: string; code: string };

/** What the rules need to know of the world. */
export type SettingsRules = {
  knownEventNames: readonly string[];
  hasLegacyForm: (eventName: string) => boolean;
  urlPolicy: TargetUrlPolicy;
};

export type SettingsResult =
  | { ok: true; settings: SubscriptionSettings }
  | { ok: false; issues: SettingsIssue[] };

export function defaultSettings(now: Date): SubscriptionSettings {
  return {
    eventNames: [],
    url: "",
    description: null,
    activeFrom: now,
    legacy: false,
    hmacEnabled: false,
    maxInFlight: SUBSCRIPTION_LIMITS.maxInFlight.default,
    ratePerSecond: null,
    timeoutMs: SUBSCRIPTION_LIMITS.timeoutMs.default,
    ordered: false,
    headers: [],
  };
}

/** The settings after `input`, whose fields replace those of `base` where they are given, or all that is wrong with it. */
export function applySettings(
  base: SubscriptionSettings,
  input: NewSubscription | SubscriptionChange,
  rules: SettingsRules,
): SettingsResult {
  const issues: SettingsIssue[] = [];
  const eventNames = chooseEvents(base, input, rules, issues);
  const headers = chooseHeaders(base, input, issues);

  const verdict = checkTargetUrl(input.url, rules.urlPolicy);
  if (!verdict.ok) issues.push({ path: "url", message: verdict.message, code: verdict.code });

  const activeFrom = input.activeFrom === undefined ? base.activeFrom : parseInstant(input.activeFrom);
  if (activeFrom === undefined) {
    const message = "This value should be a date and time between the years 1900 and 9999.";
    issues.push({ path: "activeFrom", message, code: "datetime" });
  }

  const legacy = input.legacy ?? base.legacy;
  const withoutForm = legacy ? eventNames.filter((name) => !rules.hasLegacyForm(name)) : [];
  if (withoutForm.length > 0 && issues.every(({ code }) => code !== "unknown_event")) {
    issues.push({
      path: input.legacy === true ? "legacy" : "eventNames",
      message: `A legacy webhook cannot send ${withoutForm.join(", ")}: no legacy form is known.`,
      code: "no_legacy_form",
    });
  }

  if (issues.length > 0 || activeFrom === undefined) return { ok: false, issues };
  return {
    ok: true,
    settings: {
      eventNames,
      url: input.url,
      description: input.description === undefined ? base.description : input.description,
      activeFrom,
      legacy,
      hmacEnabled: input.hmacEnabled ?? base.hmacEnabled,
      maxInFlight: input.maxInFlight ?? base.maxInFlight,
      ratePerSecond: input.ratePerSecond === undefined ? base.ratePerSecond : input.ratePerSecond,
      timeoutMs: input.timeoutMs ?? base.timeoutMs,
      ordered: input.ordered ?? base.ordered,
      headers,
    },
  };
}

function chooseEvents(
  base: SubscriptionSettings,
  input: NewSubscription | SubscriptionChange,
  rules: SettingsRules,
  issues: SettingsIssue[],
): readonly string[] {
  const { eventName, eventNames } = input;
  const chosen = eventNames ?? (eventName === undefined ? base.eventNames : [eventName]);
  if (chosen.length === 0) {
    issues.push({ path: "eventName", message: "Choose an event.", code: "required" });
  }
  if (eventName !== undefined && eventName !== chosen[0]) {
    const message = "eventName should be the first of eventNames, or be left out.";
    issues.push({ path: "eventName", message, code: "contradiction" });
  }
  const seen = new Set<string>();
  chosen.forEach((name, index) => {
    const path = eventNames === undefined ? "eventName" : `eventNames[${index}]`;
    if (!rules.knownEventNames.includes(name)) {
      const message = `There is no event "${name.slice(0, 100)}". Known events: ${rules.knownEventNames.join(", ")}.`;
      issues.push({ path, message, code: "unknown_event" });
    } else if (seen.has(name)) {
      issues.push({ path, message: `${name} is chosen twice.`, code: "repeated" });
    }
    seen.add(name);
  });
  return chosen;
}

function chooseHeaders(
  base: SubscriptionSettings,
  input: NewSubscription | SubscriptionChange,
  issues: SettingsIssue[],
): readonly StoredHeader[] {
  if (input.headers === undefined) return chooseSingleHeader(base, input, issues);
  if (typeof input.headerName === "string" && input.headerName !== input.headers[0]?.headerName) {
    const message = "headerName should be the first of headers, or be left out.";
    issues.push({ path: "headerName", message, code: "contradiction" });
  }
  const headers = input.headers.map(({ headerName, headerValue }, index): StoredHeader => {
    const value = headerValue ?? storedValue(base, headerName);
    if (value === undefined) {
      const message = `The webhook has no header ${headerName} whose value could be kept: give its value.`;
      issues.push({ path: `headers[${index}].headerValue`, message, code: "required" });
    }
    return { headerName, headerValue: value ?? "" };
  });
  for (const { index, field, message, code } of checkCustomHeaders(headers)) {
    issues.push({ path: `headers[${index}].${field}`, message, code });
  }
  return headers;
}

function chooseSingleHeader(
  base: SubscriptionSettings,
  { headerName, headerValue }: NewSubscription | SubscriptionChange,
  issues: SettingsIssue[],
): readonly StoredHeader[] {
  if (headerName === undefined || headerName === null || headerName === "") {
    if (typeof headerValue === "string" && headerValue !== "") {
      const message = "A value needs the name of its header.";
      issues.push({ path: "headerName", message, code: "required" });
    }
    return headerName === undefined ? base.headers : [];
  }
  const value = headerValue ?? storedValue(base, headerName);
  if (value === undefined) {
    const message = `Give the value of the header ${headerName}.`;
    issues.push({ path: "headerValue", message, code: "required" });
  }
  const header = { headerName, headerValue: value ?? "" };
  for (const { field, message, code } of checkCustomHeaders([header])) {
    issues.push({ path: field, message, code });
  }
  return [header];
}

function storedValue(base: SubscriptionSettings, headerName: string): string | undefined {
  const lowerName = headerName.toLowerCase();
  return base.headers.find((header) => header.headerName.toLowerCase() === lowerName)?.headerValue;
}
