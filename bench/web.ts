import { BENCH_PASSWORD, type Bench } from "./environment.ts";
import { startProduct } from "./processes.ts";

export type RunningWeb = { pid: number; base: string; token: string };

/** Runs with a web process whose API an administrator has signed in to. */
export async function withWeb<T>(bench: Bench, work: (web: RunningWeb) => Promise<T>): Promise<T> {
  const web = await startProduct("lib/setup/web-process.ts", bench.env);
  try {
    const base = `http://127.0.0.1:${bench.env.PORT}`;
    return await work({ pid: web.pid, base, token: await signIn(base) });
  } finally {
    await web.stop();
  }
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
