import { request } from "undici";
import { BENCH_PASSWORD, type Bench } from "./environment.ts";
import { startProduct } from "./processes.ts";

export type RunningWeb = { pid: number; base: string; token: string };

/** Runs with a web process whose API an administrator has signed in to. */
export async function withWeb<T>(
  bench: Bench,
  work: (web: RunningWeb) => Promise<T>,
  nodeOptions: readonly string[] = [],
): Promise<T> {
  const web = await startProduct("lib/setup/web-process.ts", bench.env, nodeOptions);
  try {
    const base = `http://127.0.0.1:${bench.env.PORT}`;
    return await work({ pid: web.pid, base, token: await signIn(base) });
  } finally {
    await web.stop();
  }
}

export type Sent = { method: string; path: string; body?: string };

/**
 * Sends a request with the administrator's token, and throws when it is refused. Answers with the text. What it costs
 * is taken from the processes that are measured: `fetch` costs several times as much.
 */
export async function send({ base, token }: RunningWeb, { method, path, body }: Sent): Promise<string> {
  const response = await request(`${base}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.body.text();
  if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${response.statusCode}: ${text}`);
  return text;
}

async function signIn(base: string): Promise<string> {
  const response = await fetch(`${base}/api/admin/login_check`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "admin", password: BENCH_PASSWORD }),
  });
  if (response.status !== 200) throw new Error(`The benchmark could not sign in: ${response.status}.`);
  const { token } = (await response.json()) as { token: string };
  return token;
}
