import { type NextRequest, NextResponse } from "next/server";

/** Tells server components the path they are rendered for, so that signing in can lead back to it. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("x-pointhook-path", request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = {
  matcher: ["/((?!api/|v1/|inbox/|_next/|\\.well-known/|.*\\.(?:svg|png|ico|txt)$).*)"],
};
