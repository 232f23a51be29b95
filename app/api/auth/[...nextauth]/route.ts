import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { nextAuthOptions } from "#lib/auth/next-auth-options.ts";
import { readForm } from "#lib/auth/read-form.ts";
import { webServices } from "#lib/platform/runtime.ts";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** The options are made for each request, not when the file is loaded: a build has no environment. */
export function GET(request: NextRequest, context: RouteContext): Promise<Response> {
  return NextAuth(request, context, nextAuthOptions(webServices()));
}

export async function POST(request: NextRequest, context: RouteContext): Promise<Response> {
  const body = await readForm(request);
  if (typeof body !== "string") {
    return Response.json({ code: body.status, message: body.message }, { status: body.status });
  }
  const { headers } = request;
  const readable = new NextRequest(request.url, { method: "POST", headers, body });
  return NextAuth(readable, context, nextAuthOptions(webServices()));
}
