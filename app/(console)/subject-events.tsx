import { createLoader, type SearchParams } from "nuqs/server";
import { SUBJECT_EVENT_SEARCH_PARAMS } from "#components/events/subject-event-search-params.ts";
import { SubjectEventTable } from "#components/events/subject-event-table.tsx";
import { loadAccess } from "#lib/auth/loaders.ts";
import { loadSubjectEvents } from "#lib/events/loaders.ts";

const loadSearch = createLoader(SUBJECT_EVENT_SEARCH_PARAMS);

type SubjectEventsProps = {
  /** Id of a thing that the page has found in its store. */
  subjectId: string;
  /** As in "this member". */
  what: string;
  searchParams: Promise<SearchParams>;
};

/** What was published about one thing, and where it went. */
export async function SubjectEvents({ subjectId, what, searchParams }: SubjectEventsProps) {
  const { mayView } = await loadAccess("WEBHOOK_SUBSCRIPTION");
  if (!mayView) return <p className="text-muted">Your role does not let you see events.</p>;
  const { page, pageSize } = await loadSearch(searchParams);
  const { rows, total } = await loadSubjectEvents(subjectId, { page, pageSize });
  return <SubjectEventTable rows={rows} total={total} what={what} />;
}
