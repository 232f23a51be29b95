"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { requireSameStore } from "#lib/auth/same-store.ts";
import { changeSubscriptions } from "./bulk.ts";
import {
  changeSubscription,
  createSubscription,
  deleteSubscription,
  dismissDisabledNotices,
  pauseSubscription,
  resumeSubscription,
} from "./mutations.ts";
import type { BulkChange, NewSubscription, SecretRotation, SubscriptionChange } from "./schema.ts";
import { expireSecret, rotateSecret } from "./secrets.ts";

/**
 * What a verb parses itself passes through here as it came, so that its errors reach the form in one shape:
 * `serverError.violations`, with paths relative to the webhook.
 */
const subscriptionId = { webhookSubscriptionId: z.string() };
const expectedVersion = z.int().optional();

export const createSubscriptionAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string(), subscription: z.custom<NewSubscription>() }))
  .action(async ({ parsedInput: { storeCode, subscription }, ctx }) => {
    requireSameStore(ctx, storeCode);
    return createSubscription(ctx, subscription);
  });

export const changeSubscriptionAction = authActionClient
  .inputSchema(z.object({ ...subscriptionId, expectedVersion, subscription: z.custom<SubscriptionChange>() }))
  .action(async ({ parsedInput, ctx }) => {
    const { webhookSubscriptionId, subscription } = parsedInput;
    await changeSubscription(ctx, webhookSubscriptionId, subscription, {
      expectedVersion: parsedInput.expectedVersion,
    });
  });

export const deleteSubscriptionAction = authActionClient
  .inputSchema(z.object({ ...subscriptionId, expectedVersion }))
  .action(async ({ parsedInput, ctx }) => {
    await deleteSubscription(ctx, parsedInput.webhookSubscriptionId, {
      expectedVersion: parsedInput.expectedVersion,
    });
  });

export const pauseSubscriptionAction = authActionClient
  .inputSchema(z.object(subscriptionId))
  .action(async ({ parsedInput, ctx }) => {
    await pauseSubscription(ctx, parsedInput.webhookSubscriptionId);
  });

export const resumeSubscriptionAction = authActionClient
  .inputSchema(z.object(subscriptionId))
  .action(async ({ parsedInput, ctx }) => {
    await resumeSubscription(ctx, parsedInput.webhookSubscriptionId);
  });

/** All that match are found again at each step: never in a store that was switched to between two. */
export const changeSubscriptionsAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string(), change: z.custom<BulkChange>() }))
  .action(({ parsedInput: { storeCode, change }, ctx }) => {
    requireSameStore(ctx, storeCode);
    return changeSubscriptions(ctx, change);
  });

export const dismissDisabledNoticesAction = authActionClient
  .inputSchema(z.object({ webhookSubscriptionIds: z.array(z.string()).max(100) }))
  .action(async ({ parsedInput, ctx }) => {
    await dismissDisabledNotices(ctx, parsedInput.webhookSubscriptionIds);
  });

/** The answer holds the new secret, once. */
export const rotateSecretAction = authActionClient
  .inputSchema(z.object({ ...subscriptionId, rotation: z.custom<SecretRotation>().optional() }))
  .action(async ({ parsedInput, ctx }) =>
    rotateSecret(ctx, parsedInput.webhookSubscriptionId, parsedInput.rotation),
  );

export const expireSecretAction = authActionClient
  .inputSchema(z.object({ ...subscriptionId, version: z.int() }))
  .action(async ({ parsedInput, ctx }) => {
    await expireSecret(ctx, parsedInput.webhookSubscriptionId, parsedInput.version);
  });
