import type { ActionError } from "#lib/auth/actions.ts";

type ActionResult<Data> = { data?: Data; serverError?: ActionError; validationErrors?: object };
export type ActionOutcome<Data> = { ok: true; data: Data | undefined } | { ok: false; error: ActionError };

const UNREACHABLE: ActionError = {
  code: "unexpected",
  message: "The server could not be reached. Check the connection and try again.",
  violations: [],
};

/** Calls a server action; that the server cannot be reached is an outcome like any other. */
export async function runAction<Data>(call: () => Promise<ActionResult<Data>>): Promise<ActionOutcome<Data>> {
  let result: ActionResult<Data>;
  try {
    result = await call();
  } catch {
    return { ok: false, error: UNREACHABLE };
  }
  if (result.serverError) return { ok: false, error: result.serverError };
  if (result.validationErrors) {
    const message = "The server did not understand the request. Reload the page and try again.";
    return { ok: false, error: { code: "validation_failed", message, violations: [] } };
  }
  return { ok: true, data: result.data };
}
