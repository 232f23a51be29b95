import type { ReactNode } from "react";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import type { PageAccess } from "#lib/auth/loaders.ts";

type FormPageProps = {
  title: string;
  description?: string;
  back: { href: string; label: string };
  access: PageAccess;
  /** What the page is for, as in "change the members". */
  need: string;
  children: ReactNode;
};

/** A page that is a form, for whoever may change. */
export function FormPage({ title, description, back, access, need, children }: FormPageProps) {
  return (
    <>
      <PageHeader back={back} title={title} description={description} />
      {access.mayChange ? children : <NoAccess need={need} />}
    </>
  );
}
