import { receive } from "#lib/inbox/receive.ts";
import { webServices } from "#lib/platform/runtime.ts";

type Call = { params: Promise<{ token: string }> };

/** Outside the API and its log: the path holds the token. */
export async function POST(request: Request, { params }: Call): Promise<Response> {
  const services = webServices();
  const startedAt = performance.now();
  const { token } = await params;
  const { status, retryAfterSeconds } = await receive(services, token, request);
  const headers = new Headers({ "cache-control": "no-store" });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  services.metrics.http.observe("POST", "inbox", status, performance.now() - startedAt);
  return new Response(null, { status, headers });
}
