import "server-only";
import { createSafeActionClient } from "next-safe-action";
import type { AppError, AppErrorCode, Violation } from "#lib/errors/app-error.ts";
import { appErrorOf } from "#lib/errors/unavailable.ts";
import { webServices } from "#lib/platform/runtime.ts";
import { requireActionAccount, requireActionContext } from "./session.ts";

/** What a form is told when an action fails. */
export type ActionError = {
  code: AppErrorCode | "unexpected";
  /** One sentence for the reader. */
  message: string;
  /** For `applyServerErrors`: each belongs to a field. */
  violations: Violation[];
  retryAfterSeconds?: number;
  requestId?: string;
};

/**
 * Makes the console's server actions. `ctx` is the Context of the session and of the store it works in: pass it to a
 * verb as it is. Without a session the error is "unauthenticated", and the form keeps what was typed.
 */
export const authActionClient = createSafeActionClient({ handleServerError: presentError }).use(
  async ({ next }) => next({ ctx: await requireActionContext() }),
);

/** The same for what is about no single store; `ctx` is the AccountContext of the session. */
export const accountActionClient = createSafeActionClient({ handleServerError: presentError }).use(
  async ({ next }) => next({ ctx: await requireActionAccount() }),
);

/** For somebody who is not signed in. */
export const openActionClient = createSafeActionClient({ handleServerError: presentError });

/** The one place where an error becomes what a form shows. */
function presentError(error: Error, { ctx }: { ctx: object }): ActionError {
  const known = appErrorOf(error);
  if (known === error) return told(known);
  const services = webServices();
  const requestId =
    "requestId" in ctx && typeof ctx.requestId === "string" ? ctx.requestId : services.newId();
  services.logger.error({ err: error, error: known?.code, requestId }, "an action failed");
  if (known !== null) return told(known);
  return {
    code: "unexpected",
    message: `Something went wrong (request id ${requestId}).`,
    violations: [],
    requestId,
  };
}

function told({ code, message, violations, retryAfterSeconds }: AppError): ActionError {
  return {
    code,
    message,
    violations: [...violations],
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}
