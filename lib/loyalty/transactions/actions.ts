"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { requireSameStore } from "#lib/auth/same-store.ts";
import { telling } from "../telling.ts";
import { assignTransaction, registerTransaction } from "./mutations.ts";
import type { NewAssignment, NewTransaction } from "./schema.ts";

/** The verbs parse their input themselves: paths of violations are relative to it. */

export const registerTransactionAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string(), transaction: z.custom<NewTransaction>() }))
  .action(({ ctx, parsedInput: { storeCode, transaction } }) => {
    requireSameStore(ctx, storeCode);
    return telling(ctx, () => registerTransaction(ctx, transaction));
  });

export const assignTransactionAction = authActionClient
  .inputSchema(z.custom<NewAssignment>())
  .action(({ ctx, parsedInput }) => telling(ctx, () => assignTransaction(ctx, parsedInput)));
