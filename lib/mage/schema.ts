import { z } from "zod";
import { MAGE_EVENTS } from "#lib/catalogue/mage-events.ts";
import { SUBSCRIPTION_LIMITS as LIMITS } from "#lib/webhooks/constants.ts";

/** Shapes of Mage Loyalty's API, as its documents have them. */

export const MAGE_PAGE_SIZE = { default: 20, max: 100 } as const;

const url = z
  .string()
  .min(1, "The URL is missing.")
  .max(LIMITS.urlCharsMax)
  .refine((text) => /^https:\/\//i.test(text), {
    error: "The URL must use https.",
    params: { code: "url_not_https" },
  });
const events = z
  .array(
    z.enum(MAGE_EVENTS, {
      error: ({ input }) =>
        `${JSON.stringify(input)?.slice(0, 100) ?? "This"} is no event. Valid events: ${MAGE_EVENTS.join(", ")}.`,
    }),
  )
  .min(1, "Choose at least one event.")
  .max(50);
const description = z.string().max(LIMITS.descriptionCharsMax).nullable().optional();
const isActive = z.boolean().optional();

export const NewMageSubscription = z.strictObject({ url, events, description, is_active: isActive });
export type NewMageSubscription = z.infer<typeof NewMageSubscription>;

/** What is left out stays as it is; `description: null` clears it. */
export const MageSubscriptionChange = z.strictObject({
  url: url.optional(),
  events: events.optional(),
  is_active: isActive,
  description,
});
export type MageSubscriptionChange = z.infer<typeof MageSubscriptionChange>;

const dateTime = z.iso.datetime();

const attributes = {
  url: z.string(),
  events: z.array(z.enum(MAGE_EVENTS)),
  is_active: z.boolean(),
  description: z.string().nullable(),
};
const times = { created_at: dateTime, updated_at: dateTime };
const identity = { type: z.literal("webhook_subscription"), id: z.string() };

const Subscription = z.object({ ...identity, attributes: z.object({ ...attributes, ...times }) });
export type MageSubscriptionDto = z.infer<typeof Subscription>;

export const MageSubscriptionAnswer = z.object({ data: Subscription });
export type MageSubscriptionAnswer = z.infer<typeof MageSubscriptionAnswer>;

/** The secret is in this answer and in no other. */
export const MageSecretAnswer = z.object({
  data: z.object({ ...identity, attributes: z.object({ ...attributes, secret: z.string(), ...times }) }),
});
export type MageSecretAnswer = z.infer<typeof MageSecretAnswer>;

export const MageListAnswer = z.object({
  data: z.array(Subscription),
  meta: z.object({ total: z.int(), page: z.int(), per_page: z.int(), total_pages: z.int() }),
});
export type MageListAnswer = z.infer<typeof MageListAnswer>;

export type MagePage = { number: number; size: number };
