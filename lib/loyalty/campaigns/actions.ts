"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { requireSameStore } from "#lib/auth/same-store.ts";
import { telling } from "../telling.ts";
import { createCampaign, deleteCampaign, patchCampaign, updateCampaign } from "./mutations.ts";
import type { NewCampaign } from "./schema.ts";

/** The verbs parse their input themselves: paths of violations are relative to it. */

const campaignId = z.uuid();

export const createCampaignAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string(), campaign: z.custom<NewCampaign>() }))
  .action(({ ctx, parsedInput: { storeCode, campaign } }) => {
    requireSameStore(ctx, storeCode);
    return telling(ctx, () => createCampaign(ctx, campaign));
  });

export const updateCampaignAction = authActionClient
  .inputSchema(z.object({ campaignId, expectedVersion: z.string(), campaign: z.custom<NewCampaign>() }))
  .action(({ ctx, parsedInput: { campaignId, campaign, ...options } }) =>
    telling(ctx, async () => {
      await updateCampaign(ctx, campaignId, campaign, options);
      return { campaignId };
    }),
  );

export const setCampaignActiveAction = authActionClient
  .inputSchema(z.object({ campaignId, active: z.boolean() }))
  .action(({ ctx, parsedInput }) =>
    telling(ctx, () => patchCampaign(ctx, parsedInput.campaignId, { active: parsedInput.active })),
  );

export const deleteCampaignAction = authActionClient
  .inputSchema(z.object({ campaignId }))
  .action(({ ctx, parsedInput }) => telling(ctx, () => deleteCampaign(ctx, parsedInput.campaignId)));
