import { z } from "zod";

/** As in the reference's health check. */
export const HealthProblemDto = z.object({
  status: z.enum(["OK", "Problem", "Warning"]),
  error: z.string(),
  message: z.string(),
  /** Seconds. */
  retryAfter: z.int(),
});
export type HealthProblemDto = z.infer<typeof HealthProblemDto>;

export const HealthProblemListDto = z.array(HealthProblemDto);

export const HealthDto = z.object({ status: z.literal("OK") });
