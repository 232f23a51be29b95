"use server";

import { z } from "zod";
import { authActionClient } from "#lib/auth/actions.ts";
import { previewReplay } from "./data.ts";
import { cancelReplay, pauseReplay, resumeReplay, startReplay } from "./mutations.ts";
import type { NewReplay, ReplaySelection } from "./schema.ts";

/** The verbs parse their input themselves, so that their errors reach the form in one shape. */
export const previewReplayAction = authActionClient
  .inputSchema(z.custom<ReplaySelection>())
  .action(({ ctx, parsedInput }) => previewReplay(ctx, parsedInput));

export const startReplayAction = authActionClient
  .inputSchema(z.custom<NewReplay>())
  .action(({ ctx, parsedInput }) => startReplay(ctx, parsedInput));

const OneReplay = z.strictObject({ replayId: z.string() });

export const pauseReplayAction = authActionClient
  .inputSchema(OneReplay)
  .action(({ ctx, parsedInput }) => pauseReplay(ctx, parsedInput.replayId));

export const resumeReplayAction = authActionClient
  .inputSchema(OneReplay)
  .action(({ ctx, parsedInput }) => resumeReplay(ctx, parsedInput.replayId));

export const cancelReplayAction = authActionClient
  .inputSchema(OneReplay)
  .action(({ ctx, parsedInput }) => cancelReplay(ctx, parsedInput.replayId));
