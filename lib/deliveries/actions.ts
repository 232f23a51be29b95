"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { requireSameStore } from "#lib/auth/same-store.ts";
import { notFound, validationFailed } from "#lib/errors/app-error.ts";
import { testDataProblem } from "./core/test-data.ts";
import { findStoreEvent, getDelivery, testDataViolations } from "./data.ts";
import { cancelDelivery, changeDeliveries, retryDelivery, sendTest } from "./mutations.ts";
import type { DeliveriesChange } from "./schema.ts";

/** The example of an event, laid out for an editor. */
export const exampleDataAction = authActionClient
  .inputSchema(z.strictObject({ eventName: z.string() }))
  .action(async ({ ctx, parsedInput: { eventName } }) => {
    const event = await findStoreEvent(ctx, eventName);
    if (event === null) throw notFound();
    return { dataJson: JSON.stringify(event.example, null, 2) };
  });

/** What keeps the data from being sent, found while they are typed. */
export const checkTestDataAction = authActionClient
  .inputSchema(z.strictObject({ eventName: z.string(), dataJson: z.string() }))
  .action(async ({ ctx, parsedInput: { eventName, dataJson } }) => {
    const problem = testDataProblem(dataJson);
    if (problem !== null) return { violations: [{ path: "data", message: problem, code: "json" }] };
    return { violations: await testDataViolations(ctx, eventName, JSON.parse(dataJson)) };
  });

export const sendTestAction = authActionClient
  .inputSchema(z.strictObject({ webhookId: z.uuid(), eventName: z.string().min(1), dataJson: z.string() }))
  .action(async ({ ctx, parsedInput: { webhookId, eventName, dataJson } }) => {
    const problem = testDataProblem(dataJson);
    if (problem !== null) throw validationFailed([{ path: "data", message: problem, code: "json" }]);
    const result = await sendTest(ctx, webhookId, { eventName, data: JSON.parse(dataJson), dataJson });
    const { attemptList } = await getDelivery(ctx, result.deliveryId);
    return { result, attempt: attemptList.at(-1) ?? null };
  });

const OneDelivery = z.strictObject({ deliveryId: z.uuid() });

export const retryDeliveryAction = authActionClient
  .inputSchema(OneDelivery)
  .action(({ ctx, parsedInput }) => retryDelivery(ctx, parsedInput.deliveryId));

export const cancelDeliveryAction = authActionClient
  .inputSchema(OneDelivery)
  .action(({ ctx, parsedInput }) => cancelDelivery(ctx, parsedInput.deliveryId));

/** All that match are found again at each step: never in a store that was switched to between two. */
export const changeDeliveriesAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string(), change: z.custom<DeliveriesChange>() }))
  .action(({ ctx, parsedInput: { storeCode, change } }) => {
    requireSameStore(ctx, storeCode);
    return changeDeliveries(ctx, change);
  });
