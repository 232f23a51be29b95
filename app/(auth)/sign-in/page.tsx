import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "#components/auth/sign-in-form.tsx";
import { Logo } from "#components/layout/logo.tsx";
import { safeNextPath } from "#lib/auth/core/next-path.ts";
import { currentSession } from "#lib/auth/session.ts";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next } = await searchParams;
  const path = safeNextPath(Array.isArray(next) ? next[0] : next);
  if ((await currentSession()) !== null) redirect(path);
  return (
    <>
      <Logo />
      <h1 className="mt-8 mb-5 text-xl font-semibold tracking-tight">Sign in</h1>
      <SignInForm next={path} />
    </>
  );
}
