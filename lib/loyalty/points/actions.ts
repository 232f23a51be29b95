"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { requireSameStore } from "#lib/auth/same-store.ts";
import { telling } from "../telling.ts";
import type { NewAdding, NewP2p, NewSpending, NewWalletType, WalletTypeChange } from "./schema.ts";
import {
  activatePending,
  addTransfer,
  blockTransfer,
  cancel,
  expire,
  spendTransfer,
  transferBetween,
} from "./use-cases.ts";
import { createWalletType, updateWalletType } from "./wallet-types.ts";

/** The verbs parse their input themselves: paths of violations are relative to it. */

export const addUnitsAction = authActionClient
  .inputSchema(z.custom<NewAdding>())
  .action(({ ctx, parsedInput }) => telling(ctx, () => addTransfer(ctx, parsedInput)));

export const spendUnitsAction = authActionClient
  .inputSchema(z.custom<NewSpending>())
  .action(({ ctx, parsedInput }) => telling(ctx, () => spendTransfer(ctx, parsedInput)));

export const blockUnitsAction = authActionClient
  .inputSchema(z.custom<NewSpending>())
  .action(({ ctx, parsedInput }) => telling(ctx, () => blockTransfer(ctx, parsedInput)));

export const sendUnitsAction = authActionClient
  .inputSchema(z.custom<NewP2p>())
  .action(({ ctx, parsedInput }) => telling(ctx, () => transferBetween(ctx, parsedInput)));

const CHANGES = { activate: activatePending, cancel, expire };

/** What becomes of a transfer: pending units active, blocked ones free, … */
export const changeTransferAction = authActionClient
  .inputSchema(z.object({ transferId: z.uuid(), change: z.enum(["activate", "cancel", "expire"]) }))
  .action(({ ctx, parsedInput: { transferId, change } }) =>
    telling(ctx, () => CHANGES[change](ctx, transferId)),
  );

export const createWalletTypeAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string(), walletType: z.custom<NewWalletType>() }))
  .action(({ ctx, parsedInput: { storeCode, walletType } }) => {
    requireSameStore(ctx, storeCode);
    return createWalletType(ctx, walletType);
  });

export const updateWalletTypeAction = authActionClient
  .inputSchema(
    z.object({
      walletTypeId: z.uuid(),
      expectedVersion: z.string(),
      walletType: z.custom<WalletTypeChange>(),
    }),
  )
  .action(async ({ ctx, parsedInput: { walletTypeId, walletType, ...options } }) => {
    await updateWalletType(ctx, walletTypeId, walletType, options);
    return { walletTypeId };
  });
