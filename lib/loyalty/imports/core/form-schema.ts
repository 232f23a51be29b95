import { z } from "zod";
import { IMPORT_BYTES_MAX, IMPORT_TYPES } from "../constants.ts";

export const importForm = z.object({
  type: z.enum(IMPORT_TYPES),
  file: z
    .custom<File | null>((value) => value === null || value instanceof File)
    .transform((file, ctx): File => {
      if (file === null) {
        ctx.addIssue({ code: "custom", message: "Choose a file." });
        return z.NEVER;
      }
      if (file.size > IMPORT_BYTES_MAX) {
        ctx.addIssue({ code: "custom", message: "The file should have 8 MiB or less: cut it in several." });
      }
      return file;
    }),
});
export type ImportFormValues = z.input<typeof importForm>;
