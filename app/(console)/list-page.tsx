import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { FilterNotTaken } from "#components/console/filter-not-taken.tsx";
import { NoAccess } from "#components/console/no-access.tsx";
import { PageHeader } from "#components/layout/page-header.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import type { PageAccess } from "#lib/auth/loaders.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import type { ListQueryResult } from "#lib/http/core/query-language.ts";

type Listed = { total: { all: number } };

type ListPageProps<List extends Listed> = {
  title: string;
  description: string;
  /** The list without filters. */
  href: string;
  access: PageAccess;
  /** What the page is for, as in "see the members". */
  need: string;
  query: ListQueryResult;
  load: (query: ListQuery) => Promise<List>;
  /** From this list to the others of its kind. */
  tabs?: ReactNode;
  /** For whoever may change; without anything in the list the way to it stands in the middle of the page. */
  add?: { href: string; label: string };
  /** Buttons before it. */
  others?: ReactNode;
  children: (list: List) => ReactNode;
};

/** A page that is a list: who may see it, whether its address is understood, and then the list. */
export async function ListPage<List extends Listed>(props: ListPageProps<List>) {
  const { title, description, href, access, need, query, load, tabs, add, others, children } = props;
  const list = access.mayView && query.ok ? await load(query.query) : null;
  return (
    <>
      <PageHeader
        title={title}
        description={description}
        actions={
          <>
            {others}
            {add !== undefined && access.mayChange && list !== null && list.total.all > 0 && (
              <ButtonLink href={add.href} variant="primary">
                <Plus aria-hidden />
                {add.label}
              </ButtonLink>
            )}
          </>
        }
      />
      {tabs}
      {!access.mayView ? (
        <NoAccess need={need} />
      ) : !query.ok ? (
        <FilterNotTaken href={href} issues={query.issues} />
      ) : (
        list !== null && children(list)
      )}
    </>
  );
}
