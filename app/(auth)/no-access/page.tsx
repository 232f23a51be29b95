import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Logo } from "#components/layout/logo.tsx";
import { Button } from "#components/ui/button.tsx";
import { requireSession } from "#lib/auth/session.ts";
import { signOutAction } from "#lib/auth/session-actions.ts";

export const metadata: Metadata = { title: "No access" };

export default async function NoAccessPage() {
  const { administrator, stores } = await requireSession();
  if (stores.length > 0) redirect("/");
  return (
    <>
      <Logo />
      <h1 className="mt-8 mb-2 text-xl font-semibold tracking-tight">There is nothing here for you yet</h1>
      <p className="mb-5 text-sm text-muted">
        You are signed in as {administrator.username}, but no role lets you into a store. Ask an administrator
        for one, then load this page again.
      </p>
      <form action={signOutAction}>
        <Button type="submit">Sign out</Button>
      </form>
    </>
  );
}
