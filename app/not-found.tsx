import type { Metadata } from "next";
import { LogoMark } from "#components/layout/logo.tsx";
import { ButtonLink } from "#components/ui/button.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-[70dvh] place-items-center px-6">
      <div className="max-w-sm text-center">
        <LogoMark className="mx-auto mb-5 size-8" />
        <h1 className="text-xl font-semibold tracking-tight">There is nothing here</h1>
        <p className="mt-1 text-balance text-muted">
          The page does not exist, has been deleted, or belongs to a store that you may not see.
        </p>
        <ButtonLink href="/" className="mt-5">
          Go to the start page
        </ButtonLink>
      </div>
    </main>
  );
}
