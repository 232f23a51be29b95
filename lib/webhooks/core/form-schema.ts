import { z } from "zod";
import { MAGE_EVENTS, type MageEvent } from "#lib/catalogue/mage-events.ts";
import { parseCidrs } from "#lib/platform/core/address-policy.ts";
import { checkCustomHeaders } from "#lib/platform/core/header-policy.ts";
import { checkTargetUrl } from "#lib/platform/core/target-url.ts";
import { BODY_FORMATS, type BodyFormat, SUBSCRIPTION_LIMITS as LIMITS } from "../constants.ts";
import type { NewSubscription, SubscriptionChange, SubscriptionDetailsDto } from "../schema.ts";

/** A webhook while it is typed in: numbers are texts, and an empty field means "as usual". */
export type WebhookFormValues = {
  eventNames: string[];
  url: string;
  headers: WebhookFormHeader[];
  /** Null in a new webhook: from the moment it is saved. */
  activeFrom: Date | null;
  format: BodyFormat;
  /** In Mage's format: which of its events are sent. */
  mageEvents: MageEvent[];
  hmacEnabled: boolean;
  maxInFlight: string;
  /** Empty: no limit. */
  ratePerSecond: string;
  timeoutMs: string;
  ordered: boolean;
  description: string;
};

/** `isKept`: the stored value stays, which this side does not know. */
export type WebhookFormHeader = { headerName: string; headerValue: string; isKept: boolean };

export type WebhookFormRules = {
  isNew: boolean;
  hasLegacyForm: (eventName: string) => boolean;
  hasMageForm: (eventName: string) => boolean;
};

/** Every address and plain http: what is left to check is the shape. Where deliveries may go, the server decides. */
const SHAPE_ONLY = { allowed: parseCidrs("0.0.0.0/0, ::/0"), allowHttp: true };

const DATE_MIN = new Date("1900-01-01T00:00:00Z");
const DATE_MAX = new Date("9999-12-31T23:59:59Z");

/** What can be said in the browser about the values, in the order of the fields. The server checks everything again. */
export function webhookFormSchema({ isNew, hasLegacyForm, hasMageForm }: WebhookFormRules) {
  const missingForms = ({ format, eventNames }: Pick<WebhookFormValues, "format" | "eventNames">) => {
    const hasForm = { v5: () => true, legacy: hasLegacyForm, mage: hasMageForm }[format];
    return eventNames.filter((name) => !hasForm(name));
  };
  return z
    .object({
      eventNames: z
        .array(z.string())
        .min(1, "Choose at least one event.")
        .max(LIMITS.eventNamesMax, `Choose ${LIMITS.eventNamesMax} events or fewer.`),
      url: z.string().superRefine((url, ctx) => {
        const verdict = checkTargetUrl(url, SHAPE_ONLY);
        if (url === "") ctx.addIssue("Enter the URL that receives the deliveries.");
        else if (!verdict.ok) ctx.addIssue(verdict.message);
      }),
      headers: z
        .array(z.object({ headerName: z.string(), headerValue: z.string(), isKept: z.boolean() }))
        .superRefine((headers, ctx) => {
          const rows = filledRows(headers);
          const filled = rows.flatMap((row) => headers[row] ?? []);
          for (const { index, field, message } of checkCustomHeaders(filled)) {
            ctx.addIssue({ code: "custom", path: [rows[index] ?? index, field], message });
          }
          filled.forEach(({ headerValue, isKept }, index) => {
            if (isKept || headerValue !== "") return;
            const path = [rows[index] ?? index, "headerValue"];
            ctx.addIssue({ code: "custom", path, message: "Enter the value." });
          });
        }),
      activeFrom: z
        .date("Enter a date and time.")
        .nullable()
        .superRefine((date, ctx) => {
          if (date === null && !isNew) ctx.addIssue("Enter a date and time.");
          else if (date !== null && !(date >= DATE_MIN && date <= DATE_MAX)) {
            ctx.addIssue("Enter a date and time between the years 1900 and 9999.");
          }
        }),
      format: z.enum(BODY_FORMATS),
      mageEvents: z.array(z.enum(MAGE_EVENTS)),
      hmacEnabled: z.boolean(),
      maxInFlight: wholeNumber(LIMITS.maxInFlight),
      ratePerSecond: z.union([z.literal(""), wholeNumber(LIMITS.ratePerSecond)], {
        error: `${rangeText(LIMITS.ratePerSecond)}, or leave it empty.`,
      }),
      timeoutMs: wholeNumber(LIMITS.timeoutMs),
      ordered: z.boolean(),
      description: z
        .string()
        .max(LIMITS.descriptionCharsMax, `Use ${LIMITS.descriptionCharsMax} characters or fewer.`),
    })
    .refine((values) => missingForms(values).length === 0, {
      path: ["format"],
      error: ({ input }) => {
        const values = input as WebhookFormValues;
        const missing = missingForms(values);
        const verb = missing.length === 1 ? "has" : "have";
        const form = values.format === "legacy" ? "legacy form" : "form in Mage's terms";
        return `${missing.join(", ")} ${verb} no ${form}. Remove ${missing.length === 1 ? "it" : "them"} from the events, or choose another format.`;
      },
      // Also while another field is wrong: everything is said at once.
      when: () => true,
    })
    .refine(({ format, url }) => format !== "mage" || !/^http:/i.test(url), {
      path: ["url"],
      error: "A webhook in Mage's format needs https.",
      when: () => true,
    })
    .refine(({ format, mageEvents }) => format !== "mage" || mageEvents.length > 0, {
      path: ["mageEvents"],
      error: "Choose at least one of Mage's events.",
      when: ({ value }) => missingForms(value as WebhookFormValues).length === 0,
    });
}

/**
 * The rows of the headers that are sent: one in which nothing was typed is as if it were not there. The server counts
 * the headers that it gets, so the third of its errors belongs to the row that stands third here.
 */
export function filledRows(headers: readonly WebhookFormHeader[]): number[] {
  return headers.flatMap(({ headerName, headerValue, isKept }, row) =>
    isKept || headerName !== "" || headerValue !== "" ? [row] : [],
  );
}

type Range = { min: number; max: number };

function rangeText({ min, max }: Range): string {
  return `Enter a whole number from ${min} to ${max}`;
}

function wholeNumber(range: Range) {
  return z
    .string()
    .refine(
      (text) => /^\s*\d{1,9}\s*$/.test(text) && Number(text) >= range.min && Number(text) <= range.max,
      `${rangeText(range)}.`,
    );
}

export function emptyWebhookForm(): WebhookFormValues {
  return {
    eventNames: [],
    url: "",
    headers: [],
    activeFrom: null,
    format: "v5",
    mageEvents: [],
    hmacEnabled: false,
    maxInFlight: String(LIMITS.maxInFlight.default),
    ratePerSecond: "",
    timeoutMs: String(LIMITS.timeoutMs.default),
    ordered: false,
    description: "",
  };
}

/** @param purpose a duplicate starts now, and its headers need their values again: nobody is told stored ones. */
export function webhookFormOf(
  subscription: SubscriptionDetailsDto,
  purpose: "edit" | "duplicate",
): WebhookFormValues {
  const isEdit = purpose === "edit";
  return {
    eventNames: subscription.eventNames,
    url: subscription.url,
    headers: subscription.headers.map(({ headerName }) => ({ headerName, headerValue: "", isKept: isEdit })),
    activeFrom: isEdit ? new Date(subscription.activeFrom) : null,
    format: subscription.format,
    mageEvents: subscription.mageEvents,
    hmacEnabled: subscription.hmacEnabled,
    maxInFlight: String(subscription.maxInFlight),
    ratePerSecond: subscription.ratePerSecond === null ? "" : String(subscription.ratePerSecond),
    timeoutMs: String(subscription.timeoutMs),
    ordered: subscription.ordered,
    description: subscription.description ?? "",
  };
}

export function toNewSubscription(values: WebhookFormValues): NewSubscription {
  return {
    ...settingsOf(values),
    headers: filledHeaders(values).map(({ headerName, headerValue }) => ({ headerName, headerValue })),
  };
}

export function toSubscriptionChange(values: WebhookFormValues): SubscriptionChange {
  return {
    ...settingsOf(values),
    headers: filledHeaders(values).map(({ headerName, headerValue, isKept }) =>
      isKept ? { headerName } : { headerName, headerValue },
    ),
  };
}

function filledHeaders({ headers }: WebhookFormValues): WebhookFormHeader[] {
  return filledRows(headers).flatMap((row) => headers[row] ?? []);
}

function settingsOf(values: WebhookFormValues) {
  const description = values.description.trim();
  const isMage = values.format === "mage";
  return {
    eventNames: values.eventNames,
    url: values.url,
    ...(values.activeFrom === null ? {} : { activeFrom: values.activeFrom.toISOString() }),
    format: values.format,
    ...(isMage ? { mageEvents: values.mageEvents } : {}),
    // Mage's format has a signature of its own in that place.
    hmacEnabled: values.hmacEnabled && !isMage,
    maxInFlight: Number(values.maxInFlight),
    ratePerSecond: values.ratePerSecond.trim() === "" ? null : Number(values.ratePerSecond),
    timeoutMs: Number(values.timeoutMs),
    ordered: values.ordered,
    description: description === "" ? null : description,
  };
}
