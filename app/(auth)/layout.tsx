import type { ReactNode } from "react";

/** One calm column in the upper middle: what is below may grow without moving what is above. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col px-5 pt-[16dvh] pb-10">{children}</main>
  );
}
