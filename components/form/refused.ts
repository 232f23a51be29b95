import type { FieldValues, UseFormSetError } from "react-hook-form";
import { applyServerErrors, type ServerError } from "./server-errors.ts";

/** What a refused action said goes to its fields; without any, to the form as a whole. */
export function showRefusal<Values extends FieldValues>(
  setError: UseFormSetError<Values>,
  error: { message: string; violations: readonly ServerError[] },
): void {
  const { message, violations } = error;
  applyServerErrors(setError, violations.length > 0 ? violations : [{ path: "", message }]);
}
