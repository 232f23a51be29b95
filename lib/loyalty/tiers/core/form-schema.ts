import { z } from "zod";

export const tierForm = z.object({ levelId: z.string().min(1, "Choose a tier.") });
