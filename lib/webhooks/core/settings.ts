import type { MageEvent } from "#lib/catalogue/mage-events.ts";
import { parseInstant } from "#lib/http/core/instant.ts";
import { checkCustomHeaders } from "#lib/platform/core/header-policy.ts";
import { checkTargetUrl, type TargetUrlPolicy } from "#lib/platform/core/target-url.ts";
import { type BodyFormat, SUBSCRIPTION_LIMITS } from "../constants.ts";
import type { NewSubscription, SubscriptionChange } from "../schema.ts";
import type { StoredHeader } from "./sealed.ts";

/** What can be chosen for a webhook. */
export type SubscriptionSettings = {
  eventNames: readonly string[];
  url: string;
  description: string | null;
  activeFrom: Date;
  format: BodyFormat;
  /** In Mage's format: which of its events are sent. Empty in the others. */
  mageEvents: readonly MageEvent[];
  hmacEnabled: boolean;
  maxInFlight: number;
  ratePerSecond: number | null;
  timeoutMs: number;
  ordered: boolean;
  headers: readonly StoredHeader[];
};

/** What is left out stays as it is. */
export type SubscriptionInput =
  | NewSubscription
  | (Omit<SubscriptionChange, "url"> & { url?: string | undefined });

export type SettingsIssue = { path: string; message: string; code: string };

/** What the rules need to know of the world. */
export type SettingsRules = {
  knownEventNames: readonly string[];
  hasLegacyForm: (eventName: string) => boolean;
  /** What the event can be in Mage's terms; empty when it is nothing there. */
  mageEventsOf: (eventName: string) => readonly MageEvent[];
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
    format: "v5",
    mageEvents: [],
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
  input: SubscriptionInput,
  rules: SettingsRules,
): SettingsResult {
  const issues: SettingsIssue[] = [];
  const eventNames = chooseEvents(base, input, rules, issues);
  const headers = chooseHeaders(base, input, issues);

  const url = input.url ?? base.url;
  const verdict = checkTargetUrl(url, rules.urlPolicy);
  if (!verdict.ok) issues.push({ path: "url", message: verdict.message, code: verdict.code });

  const activeFrom = input.activeFrom === undefined ? base.activeFrom : parseInstant(input.activeFrom);
  if (activeFrom === undefined) {
    const message = "This value should be a date and time between the years 1900 and 9999.";
    issues.push({ path: "activeFrom", message, code: "datetime" });
  }

  const format = chooseFormat(base, input, issues);
  if (format === "mage" && verdict.ok && !/^https:/i.test(url)) {
    issues.push({ path: "url", message: "A webhook in Mage's format needs https.", code: "url_not_https" });
  }
  if (issues.every(({ code }) => code !== "unknown_event")) {
    checkForms(format, eventNames, input, rules, issues);
  }
  const mageEvents = chooseMageEvents(base, input, { format, eventNames }, rules, issues);
  const hmacEnabled = input.hmacEnabled ?? base.hmacEnabled;
  if (hmacEnabled && format === "mage") {
    const message =
      "A webhook in Mage's format is signed Mage's way: Open Loyalty's signature cannot be added.";
    issues.push({ path: "hmacEnabled", message, code: "contradiction" });
  }

  if (issues.length > 0 || activeFrom === undefined) return { ok: false, issues };
  return {
    ok: true,
    settings: {
      eventNames,
      url,
      description: input.description === undefined ? base.description : input.description,
      activeFrom,
      format,
      mageEvents,
      hmacEnabled,
      maxInFlight: input.maxInFlight ?? base.maxInFlight,
      ratePerSecond: input.ratePerSecond === undefined ? base.ratePerSecond : input.ratePerSecond,
      timeoutMs: input.timeoutMs ?? base.timeoutMs,
      ordered: input.ordered ?? base.ordered,
      headers,
    },
  };
}

/** Open Loyalty's `legacy` knows two formats only: false leaves a webhook in Mage's format as it is. */
function chooseFormat(
  base: SubscriptionSettings,
  { format, legacy }: SubscriptionInput,
  issues: SettingsIssue[],
): BodyFormat {
  if (format === undefined) {
    if (legacy === true) return "legacy";
    return legacy === false && base.format === "legacy" ? "v5" : base.format;
  }
  if (legacy !== undefined && legacy !== (format === "legacy")) {
    const message = `legacy should be ${format === "legacy"} for the format ${format}, or be left out.`;
    issues.push({ path: "legacy", message, code: "contradiction" });
  }
  return format;
}

function checkForms(
  format: BodyFormat,
  eventNames: readonly string[],
  input: SubscriptionInput,
  rules: SettingsRules,
  issues: SettingsIssue[],
): void {
  const without = (hasForm: (name: string) => boolean) =>
    eventNames.filter((name) => !hasForm(name)).join(", ");
  const chosenBy = input.format !== undefined ? "format" : input.legacy === true ? "legacy" : "eventNames";
  if (format === "legacy") {
    const names = without(rules.hasLegacyForm);
    const message = `A legacy webhook cannot send ${names}: no legacy form is known.`;
    if (names !== "") issues.push({ path: chosenBy, message, code: "no_legacy_form" });
  } else if (format === "mage") {
    const names = without((name) => rules.mageEventsOf(name).length > 0);
    const message = `A webhook in Mage's format cannot send ${names}: Mage has no such event.`;
    if (names !== "") issues.push({ path: chosenBy, message, code: "no_mage_form" });
  }
}

/** Left out: those that were chosen before and still can be, and all of events that are new. */
function chooseMageEvents(
  base: SubscriptionSettings,
  { mageEvents: chosen = [] }: SubscriptionInput,
  { format, eventNames }: { format: BodyFormat; eventNames: readonly string[] },
  rules: SettingsRules,
  issues: SettingsIssue[],
): readonly MageEvent[] {
  if (format !== "mage") {
    const message = "Mage's events can be chosen for the format mage only.";
    if (chosen.length > 0) issues.push({ path: "mageEvents", message, code: "contradiction" });
    return [];
  }
  if (chosen.length === 0) {
    const isKept = (name: string) => base.format === "mage" && base.eventNames.includes(name);
    const possible = eventNames.flatMap((name) =>
      rules.mageEventsOf(name).filter((event) => !isKept(name) || base.mageEvents.includes(event)),
    );
    return [...new Set(possible)];
  }
  const possible = eventNames.flatMap(rules.mageEventsOf);
  chosen.forEach((event, index) => {
    if (possible.includes(event)) return;
    const message = `None of the webhook's events can be ${event}.`;
    issues.push({ path: `mageEvents[${index}]`, message, code: "contradiction" });
  });
  return [...new Set(chosen)];
}

function chooseEvents(
  base: SubscriptionSettings,
  input: SubscriptionInput,
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
  input: SubscriptionInput,
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
  { headerName, headerValue }: SubscriptionInput,
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
