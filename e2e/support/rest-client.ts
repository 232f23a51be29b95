import { expect } from "@playwright/test";
import { type Client, createClient, type RawAnswer } from "#lib/client/client.ts";
import { installation } from "./installation.ts";

export type RestAnswer = Omit<RawAnswer, "body"> & {
  /** Untyped: what a call answers is what the tests are about. */
  body: ReturnType<typeof JSON.parse>;
};

export type RestCall = {
  token?: string | null;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is text. */
  body?: unknown;
};

/** The product's own client, in the name of nobody unless a token is given. */
export function clientOf(token?: string | null): Client {
  return createClient({ baseUrl: installation().url, ...(typeof token === "string" ? { token } : {}) });
}

/** One real HTTP request to the app under test. */
export async function send(
  method: string,
  path: string,
  { token, ...call }: RestCall = {},
): Promise<RestAnswer> {
  return clientOf(token).send(method, path, call);
}

/** The way in that integrators take. */
export async function loginCheck(body: { username: string; password: string }): Promise<string> {
  const { token } = await clientOf().call("adminLoginCheck", { body });
  expect(token).toMatch(/^ey/);
  return token;
}
