import { type BrowserContext, test as base, expect } from "@playwright/test";
import { issueTokens } from "#lib/auth/tokens.ts";
import { createServices, type Services } from "#lib/platform/runtime.ts";
import { type AnAdministrator, type AStore, anAdministrator, aStore } from "#lib/testing/factories.ts";
import { type ReceivedRequest, type Receiver, startReceiver } from "#lib/testing/receiver.ts";
import { installation, serviceEnv } from "./installation.ts";
import { type RestAnswer, type RestCall, send } from "./rest-client.ts";
import { signInByCookie } from "./session.ts";

type Role = "editor" | "viewer" | "nobody";

export type Rest = (method: string, path: string, call?: RestCall) => Promise<RestAnswer>;

type Fixtures = {
  /** Who is signed in: one who may change webhooks, one who may only look at them, or nobody. */
  as: Role;
  /** What the browser may complain of, where a test provokes it. */
  allowedComplaints: RegExp[];
  /** A store of this test alone, so that tests do not see each other's webhooks. */
  store: AStore;
  editor: AnAdministrator;
  viewer: AnAdministrator;
  /** A call of the REST API in the name of the editor. */
  rest: Rest;
  receiver: Receiver;
};

/** Tests with a browser that is signed in, and that fail on any error of the page or of the browser's console. */
export const test = base.extend<Fixtures, { services: Services }>({
  services: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern.
    async ({}, use) => {
      const services = createServices(serviceEnv(), "web", { max: 4 });
      await use(services);
      await services.db.close();
    },
    { scope: "worker" },
  ],
  as: ["editor", { option: true }],
  allowedComplaints: [[], { option: true }],
  store: async ({ services }, use) => use(await aStore(services)),
  editor: async ({ services, store }, use) => use(await anAdministrator(services, store)),
  viewer: async ({ services, store }, use) => use(await anAdministrator(services, store, { access: "VIEW" })),
  rest: async ({ services, editor }, use) => {
    const { token } = await issueTokens(services, editor);
    await use((method, path, call) => send(method, path, { token, ...call }));
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  receiver: async ({}, use) => {
    const receiver = await startReceiver();
    await use(receiver);
    await receiver.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  baseURL: async ({}, use) => use(installation().url),
  context: async ({ context, as, allowedComplaints, editor, viewer }, use) => {
    const complaints = listen(context, allowedComplaints);
    if (as !== "nobody") await signInByCookie(context, as === "editor" ? editor : viewer);
    await use(context);
    expect(complaints, "errors on the browser's console").toEqual([]);
  },
});

export { expect };

/** The request of this number, counted from 0, which must have arrived. */
export function received(receiver: Receiver, index: number): ReceivedRequest {
  const request = receiver.requests[index];
  if (request === undefined) throw new Error(`Only ${receiver.requests.length} requests have arrived.`);
  return request;
}

/** Collects what goes wrong in the browser's pages. */
export function listen(context: BrowserContext, allowed: readonly RegExp[] = []): string[] {
  const complaints: string[] = [];
  const complain = (text: string) => {
    if (!allowed.some((pattern) => pattern.test(text))) complaints.push(text);
  };
  context.on("console", (message) => {
    if (message.type() === "error") complain(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complain(String(error.error())));
  return complaints;
}
