import { AppError } from "#lib/errors/app-error.ts";
import type { HttpRequest } from "#lib/platform/http-request.ts";
import { webServices } from "#lib/platform/runtime.ts";
import { acceptableRequestId } from "./core/request-id.ts";
import type { HttpMethod, Route, RouteContext, RouteHandler } from "./define-route.ts";
import { type Dialect, respondError } from "./respond.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

export type RouteMethods = Record<(typeof METHODS)[number], RouteHandler & Partial<Pick<Route, "operation">>>;

/**
 * All exports of a route file: the given routes, HEAD where there is a GET (as HTTP asks of every server), and
 * for the other methods a 405 with the reference's body, which Next would leave empty.
 */
export function methods(
  routes: { readonly [Method in HttpMethod]?: Route },
  dialect?: Dialect,
): RouteMethods {
  const { GET: get } = routes;
  const served: Partial<RouteMethods> = get === undefined ? routes : { ...routes, HEAD: withoutBody(get) };
  const allow = METHODS.filter((method) => served[method] !== undefined).join(", ");
  const refuse: RouteHandler = async (request) =>
    refused(
      request,
      new AppError("method_not_allowed", "Method Not Allowed."),
      new Headers({ allow }),
      dialect,
    );
  return {
    GET: refuse,
    HEAD: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    OPTIONS: refuse,
    ...served,
  };
}

/** For paths that nothing answers. */
export function notFoundRoute(dialect?: Dialect): RouteMethods {
  const refuse: RouteHandler = async (request) =>
    refused(request, new AppError("not_found", "Not Found"), new Headers(), dialect);
  return {
    GET: refuse,
    HEAD: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    OPTIONS: refuse,
  };
}

function refused(request: HttpRequest, error: AppError, headers: Headers, dialect?: Dialect): Response {
  const services = webServices();
  const requestId = acceptableRequestId(request.headers.get("x-request-id")) ?? services.newId();
  const startedAt = performance.now();
  const response = respondError(error, requestId, headers, dialect);
  services.metrics.http.observe(request.method, "(none)", response.status, performance.now() - startedAt);
  services.logger.info(
    {
      method: request.method,
      path: new URL(request.url).pathname.slice(0, 500),
      status: response.status,
      requestId,
    },
    "request",
  );
  return response;
}

function withoutBody(get: Route): RouteHandler {
  return async (request: HttpRequest, context: RouteContext) => {
    const { status, headers } = await get(request, context);
    return new Response(null, { status, headers });
  };
}
