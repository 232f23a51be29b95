import { expect } from "@playwright/test";
import { installation } from "./installation.ts";

export type RestAnswer = {
  status: number;
  headers: Headers;
  text: string;
  /** Untyped: what a call answers is what the tests are about. */
  body: ReturnType<typeof JSON.parse>;
};

export type RestCall = {
  token?: string | null;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is text. */
  body?: unknown;
};

/** One real HTTP request to the app under test. */
export async function send(
  method: string,
  path: string,
  { token, headers, body }: RestCall = {},
): Promise<RestAnswer> {
  const response = await fetch(`${installation().url}${path}`, {
    method,
    headers: {
      ...(typeof token === "string" ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : undefined,
  };
}

/** The way in that integrators take. */
export async function loginCheck(credentials: { username: string; password: string }): Promise<string> {
  const answer = await send("POST", "/api/admin/login_check", { body: credentials });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.token;
}
