import type { NextRequest } from "next/server";
import { toTableState } from "#components/data-table/table-search-params.ts";
import { loadSubscriptionExport, loadWebhookAccess, SUBSCRIPTION_COLUMNS } from "#lib/webhooks/loaders.ts";
import { toListQuery } from "../../../list-query.ts";
import { loadWebhookListParams } from "../search-params.ts";

/** The list as its address filters and sorts it, whole, as CSV. It is sent while it is read. */
export async function GET(request: NextRequest): Promise<Response> {
  const { mayView } = await loadWebhookAccess();
  if (!mayView) return refusal(403, "You may not see the webhooks of this store.");
  const params = loadWebhookListParams(request.nextUrl.searchParams);
  const result = toListQuery(toTableState(params), SUBSCRIPTION_COLUMNS);
  if (!result.ok) return refusal(400, "The address asks for a filter that the list does not have.");
  const lines = await loadSubscriptionExport(result.query);
  return new Response(streamOf(encoded(lines)), {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="webhooks-${new Date().toISOString().slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
}

/** Spreadsheets take a text for UTF-8 only when it begins with this. */
const BYTE_ORDER_MARK = "\ufeff";

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(BYTE_ORDER_MARK);
  for await (const text of lines) yield encoder.encode(text);
}

/** Read no faster than it is taken, and given up with it. */
function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

function refusal(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}
