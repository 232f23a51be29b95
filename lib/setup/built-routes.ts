import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { createRouteTree } from "#lib/http/core/route-tree.ts";
import { requestOf, sendAnswer } from "#lib/http/exchange.ts";
import type { HttpRequest } from "#lib/platform/http-request.ts";
import type { Logger } from "#lib/platform/logger.ts";

/**
 * Calls the built app's route handlers of the API without Next's own way to them, which takes longer than most of them
 * do: it makes a cache, a store, a proxied request and three streams for each. What is not plainly one of these routes
 * is left to Next.
 */

type Handler = (
  request: HttpRequest,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;
type Handlers = Readonly<Record<string, unknown>>;
type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

const API = /^\/(?:api|v1)\/.*\/route$/;
const Manifest = z.record(z.string(), z.string());
const BuiltModule = z.object({
  routeModule: z.custom<{ ensureUserland(): Promise<void>; readonly userland: Handlers }>(
    (value) => typeof value === "object" && value !== null && "ensureUserland" in value,
  ),
});

/** @param next takes all other requests */
export function serveBuiltRoutes(dir: string, logger: Logger, next: Listener): Listener {
  const server = join(dir, ".next", "server");
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(server, "app-paths-manifest.json"), "utf8")));
  const require = createRequire(join(server, "app-paths-manifest.json"));
  const tree = createRouteTree(
    Object.entries(manifest)
      .filter(([name]) => API.test(name))
      .map(
        ([name, file]) =>
          [name.slice(0, -"/route".length), once(() => load(name, () => require(`./${file}`)))] as const,
      ),
  );

  // A build of another form is served all the same, at Next's pace.
  async function load(name: string, read: () => unknown): Promise<Handlers | null> {
    try {
      const { routeModule } = BuiltModule.parse(read());
      await routeModule.ensureUserland();
      return routeModule.userland;
    } catch (error) {
      logger.error(
        { err: error, route: name },
        "a route's handlers are not where they are expected: left to Next",
      );
      return null;
    }
  }

  const answer = async (
    handlers: Promise<Handlers | null>,
    params: Record<string, string>,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> => {
    const handler = (await handlers)?.[incoming.method ?? ""];
    if (!isHandler(handler)) {
      next(incoming, outgoing);
      return;
    }
    const request = requestOf(incoming);
    await sendAnswer(incoming, outgoing, await handler(request, { params: Promise.resolve(params) }));
  };

  return (incoming, outgoing) => {
    const [path = ""] = (incoming.url ?? "").split("?", 1);
    const found = tree.find(path);
    if (found === undefined) return next(incoming, outgoing);
    return answer(found.value(), found.params, incoming, outgoing).catch((error: unknown) => {
      logger.error({ err: error, path }, "a route handler failed");
      if (!outgoing.headersSent) outgoing.statusCode = 500;
      outgoing.end();
    });
  };
}

function isHandler(value: unknown): value is Handler {
  return typeof value === "function";
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
