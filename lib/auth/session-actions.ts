"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { notFound } from "#lib/errors/app-error.ts";
import { webServices } from "#lib/platform/runtime.ts";
import { authActionClient } from "./actions.ts";
import { rememberStore, requireSession } from "./session.ts";
import { isSecureSite, sessionCookieName } from "./session-cookie.ts";

/** Ends the session of this browser. */
export async function signOutAction(): Promise<never> {
  const { env } = webServices();
  // With the attributes it was set with: a browser does not touch a `__Secure-` cookie otherwise.
  (await cookies()).set(sessionCookieName(env), "", {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecureSite(env),
    path: "/",
    maxAge: 0,
  });
  redirect("/sign-in");
}

/** The store that pages without a store in their address are about from now on. */
export const selectStoreAction = authActionClient
  .inputSchema(z.object({ storeCode: z.string() }))
  .action(async ({ parsedInput }) => {
    const { stores } = await requireSession();
    if (!stores.some((store) => store.code === parsedInput.storeCode)) throw notFound();
    await rememberStore(parsedInput.storeCode);
  });
