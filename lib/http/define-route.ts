import type { z } from "zod";
import type { oas31 } from "zod-openapi";
import { authenticateEither, authenticateMember, publicContext } from "#lib/auth/authenticate-member.ts";
import {
  authenticateKeyRequest,
  authenticateOperator,
  authenticateRequest,
  authenticateWithoutStore,
} from "#lib/auth/authenticate-request.ts";
import {
  type AccountContext,
  actorName,
  type Context,
  requirePermission,
  requireWritable,
  type UsedKey,
  usedKeyOf,
} from "#lib/auth/context.ts";
import type { Access, Resource } from "#lib/auth/core/permissions.ts";
import { countKeyRequest } from "#lib/auth/key-limit.ts";
import { countKeyCall } from "#lib/auth/key-rate-limit.ts";
import { beginRequest, recogniseCaller } from "#lib/auth/requests-in-progress.ts";
import { AppError, notFound, validationFailed } from "#lib/errors/app-error.ts";
import { rateLimitHeaders } from "#lib/errors/http.ts";
import { appErrorOf } from "#lib/errors/unavailable.ts";
import { under } from "#lib/errors/violations.ts";
import type { HttpRequest } from "#lib/platform/http-request.ts";
import { type Services, webServices } from "#lib/platform/runtime.ts";
import { activeTraceId } from "#lib/platform/tracing.ts";
import { parseIfMatch } from "./core/entity-tag.ts";
import { acceptableRequestId } from "./core/request-id.ts";
import { routePattern } from "./core/route-pattern.ts";
import { NO_QUERY, type QuerySpec } from "./query.ts";
import type { JsonBody } from "./read-json.ts";
import { type BodySpec, parseBody, readBody } from "./request-body.ts";
import { type Dialect, respond, respondError } from "./respond.ts";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Next's second argument of a route handler. On a path without parameters Next has none to promise. */
export type RouteContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> };

export type RouteHandler = (request: HttpRequest, context: RouteContext) => Promise<Response>;

/** A handler that the API document knows. */
export type Route = RouteHandler & { readonly operation: Operation };

/** An answer with another status than the operation's first. */
export class Answer {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    this.status = status;
    this.body = body;
  }
}

/** The body's schema for each status; null: no body. */
export type ResponseSpec = { readonly [status: number]: z.ZodType | null };

export type DocumentedError = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 503;

/**
 * "store": an administrator in the store that the path names; "account": an administrator, no store; "operator":
 * who runs the installation, by METRICS_TOKEN or a master role; "key": a permanent key in `Authorization`, in its
 * store, at most six calls a second; "member": a member of the store; "either": an administrator in the store, or a
 * member of it, to whom the permission does not apply; "public": anybody, in the store; "none": anybody.
 */
export type AuthSpec = "store" | "account" | "operator" | "key" | "member" | "either" | "public" | "none";

type Authenticated<Auth extends AuthSpec> = Auth extends "store" | "key" | "member" | "either" | "public"
  ? Context
  : Auth extends "account"
    ? AccountContext
    : undefined;

export type HandlerInput<Auth extends AuthSpec, Query, Body> = {
  ctx: Authenticated<Auth>;
  services: Services;
  request: HttpRequest;
  requestId: string;
  /** A path parameter; throws AppError "not_found" when the path has none of this name. */
  param: (name: string) => string;
  query: Query;
  body: Body;
  /** Of If-Match; undefined when any version will do. */
  expectedVersion: string | undefined;
  /** Of Idempotency-Key. */
  idempotencyKey: string | undefined;
  /** The exact text of a part of the body, see JsonBody. */
  source: JsonBody["source"];
  /** Headers of a successful answer. */
  headers: Headers;
};

type RouteSpec<Auth extends AuthSpec, Query, Body, Output> = {
  operationId: string;
  summary: string;
  description?: string;
  tags: readonly string[];
  auth: Auth;
  /** Open Loyalty's unless given. */
  dialect?: Dialect;
  permission?: readonly [Resource, Access];
  /** Schemas of path parameters that are no ids. */
  pathSchemas?: Readonly<Record<string, oas31.SchemaObject>>;
  query?: QuerySpec<Query>;
  body?: BodySpec<Body>;
  /** The handler gets the version that If-Match asks for; the reading operation answers it as ETag. */
  takesIfMatch?: boolean;
  /** The handler gets the Idempotency-Key, and sees to it that the same request happens once. */
  takesIdempotencyKey?: boolean;
  response: ResponseSpec;
  /** Errors beyond those that follow from the rest of the definition. */
  errors?: readonly DocumentedError[];
  examples?: { request?: unknown; response?: unknown };
  /** Of a successful answer, whose body is then a text; JSON unless given. */
  mediaType?: string;
  /** Asked by machines how the process is: logged at level debug, and answered however much else is in progress. */
  isQuiet?: boolean;
  handler: (input: HandlerInput<Auth, Query, Body>) => Promise<Output> | Output;
};

type Asked = {
  services: Services;
  request: HttpRequest;
  url: URL;
  context: RouteContext;
  requestId: string;
  line: Record<string, unknown>;
  limits: Headers;
};

const PATH_SHOWN_MAX = 500;

/** What the API document tells of a route. */
export type Operation = Omit<RouteSpec<AuthSpec, unknown, unknown, unknown>, "handler">;

/**
 * Makes a Next route handler, in this order: request id, a place among those in progress, authentication, body (size,
 * type, JSON), permission, schemas, handler, the answer held against its schema, one log line.
 */
export function defineRoute<Auth extends AuthSpec, Output, Query = undefined, Body = undefined>(
  spec: RouteSpec<Auth, Query, Body, Output>,
): Route {
  const [firstStatus = 200] = Object.keys(spec.response).map(Number);
  const level = spec.isQuiet === true ? "debug" : "info";

  const run = async (request: HttpRequest, context: RouteContext): Promise<Response> => {
    const services = webServices();
    const requestId = acceptableRequestId(request.headers.get("x-request-id")) ?? services.newId();
    const startedAt = performance.now();
    const url = new URL(request.url);
    const path = url.pathname.slice(0, PATH_SHOWN_MAX);
    const line: Record<string, unknown> = {
      method: request.method,
      route: spec.operationId,
      path,
      requestId,
      traceId: activeTraceId(),
    };
    let response: Response;
    let end: (() => void) | undefined;
    // Of every answer to a call by key, the errors too.
    const limits = new Headers();
    try {
      if (spec.isQuiet !== true) end = beginRequest(services, request);
      const answer = await answerOf({ services, request, url, context, requestId, line, limits });
      const body = checkedBody(spec, answer);
      response = respond(answer.status, body, requestId, answer.headers, spec.mediaType);
    } catch (error) {
      response = respondError(error, requestId, limits, spec.dialect);
      const known = appErrorOf(error);
      if (known !== null) line.error = known.code;
      if (known !== error) line.err = error;
    } finally {
      end?.();
    }
    const { status } = response;
    const ms = performance.now() - startedAt;
    line.status = status;
    line.ms = Math.round(ms * 10) / 10;
    if (status >= 500) services.logger.error(line, "request failed");
    else services.logger[level](line, "request");
    services.metrics.http.observe(request.method, spec.operationId, status, ms);
    return response;
  };

  const answerOf = async ({ services, request, url, context, requestId, line, limits }: Asked) => {
    const params = (await context.params) ?? {};
    services.metrics.http.learnRoute(spec.operationId, () => routePattern(url.pathname, params));
    const param = (name: string): string => {
      const value = params[name];
      if (typeof value !== "string") throw notFound();
      return value;
    };
    const ctx = await authenticated(services, request, spec.auth, params.storeCode, requestId);
    if (ctx !== undefined) {
      Object.assign(line, actorLine(ctx));
      if (spec.auth !== "public") recogniseCaller(services, request);
      // Calls by a bare key have been counted already, by a limit of their own.
      if (spec.auth !== "key") await countedRequest(usedKeyOf(ctx), limits);
      if (request.method !== "GET" && request.method !== "HEAD") requireWritable(ctx);
    }

    // Who may not send a file need not be listened to until its end.
    if (spec.body?.upload !== undefined) permit(ctx);
    const json = await readBody(request, spec.body);
    permit(ctx);
    const query = (spec.query ?? NO_QUERY).parse(url.searchParams) as Query;
    const body = parseBody(spec.body, json) as Body;
    const expectedVersion = spec.takesIfMatch === true ? versionOf(request) : undefined;
    const idempotencyKey = spec.takesIdempotencyKey === true ? idempotencyKeyOf(request) : undefined;
    const headers = new Headers(limits);
    const output = await rooted(spec.body?.root ?? null, () =>
      spec.handler({
        // Decided by spec.auth, as the type says.
        ctx: ctx as Authenticated<Auth>,
        services,
        request,
        requestId,
        param,
        query,
        body,
        expectedVersion,
        idempotencyKey,
        source: json?.source ?? (() => undefined),
        headers,
      }),
    );
    return output instanceof Answer
      ? { status: output.status, body: output.body, headers }
      : { status: firstStatus, body: output, headers };
  };

  const permit = (ctx: Context | AccountContext | undefined): void => {
    if (spec.permission === undefined) return;
    if (ctx === undefined || !("scope" in ctx)) throw new Error("A permission needs a store.");
    const isOwn = spec.auth === "either" && ctx.actor.kind === "member";
    if (!isOwn) requirePermission(ctx, ...spec.permission);
  };

  const { handler: _, ...operation } = spec;
  // The document reads the shapes of query and body, never their values.
  return Object.assign(run, { operation: operation as unknown as Operation });
}

async function authenticated(
  services: Services,
  request: HttpRequest,
  auth: AuthSpec,
  storeCode: string | string[] | undefined,
  requestId: string,
): Promise<Context | AccountContext | undefined> {
  const inStore = { storeCode: typeof storeCode === "string" ? storeCode : null, requestId };
  switch (auth) {
    case "store":
      return authenticateRequest(services, request, inStore);
    case "member":
      return authenticateMember(services, request, inStore);
    case "either":
      return authenticateEither(services, request, inStore);
    case "public":
      return publicContext(services, request, inStore);
    case "account":
      return authenticateWithoutStore(services, request, { requestId });
    case "key": {
      const ctx = await authenticateKeyRequest(services, request, { requestId });
      const key = usedKeyOf(ctx);
      if (key !== null) countKeyCall(services, key.id);
      return ctx;
    }
    case "operator":
      await authenticateOperator(services, request, { requestId });
      return undefined;
    case "none":
      return undefined;
  }
}

function actorLine(ctx: Context | AccountContext): object {
  const apiKeyId = usedKeyOf(ctx)?.id;
  if ("administrator" in ctx) return { actor: ctx.administrator.username, apiKeyId };
  return { store: ctx.scope.storeCode, actor: actorName(ctx), apiKeyId };
}

function versionOf(request: HttpRequest): string | undefined {
  const wanted = parseIfMatch(request.headers.get("if-match"));
  if (wanted.ok) return wanted.version ?? undefined;
  const message = 'This header should hold one version in quotes, for instance "3".';
  throw validationFailed([{ path: "If-Match", message, code: "etag" }]);
}

async function countedRequest(key: UsedKey | null, limits: Headers): Promise<void> {
  if (key === null) return;
  const standing = rateLimitHeaders(await countKeyRequest(key.id));
  for (const [name, value] of Object.entries(standing)) limits.set(name, value);
}

function idempotencyKeyOf(request: HttpRequest): string | undefined {
  const key = request.headers.get("idempotency-key");
  if (key === null || /^[\x21-\x7e]{1,255}$/.test(key)) return key ?? undefined;
  const message = "This header should hold 1 to 255 visible ASCII characters.";
  throw validationFailed([{ path: "Idempotency-Key", message, code: "idempotency_key" }]);
}

/** Runs the handler; what it finds wrong with its input gets the path that the caller knows. */
async function rooted<T>(root: string | null, run: () => Promise<T> | T): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (root === null || !(error instanceof AppError) || error.code !== "validation_failed") throw error;
    throw validationFailed(under(root, error.violations));
  }
}

/** Throws when the answer is not what the API document says: a defect of ours. */
function checkedBody(
  spec: Pick<Operation, "operationId" | "response">,
  answer: { status: number; body: unknown },
): unknown {
  const schema = spec.response[answer.status];
  if (schema === undefined) throw new Error(`${spec.operationId} does not declare status ${answer.status}.`);
  if (schema === null) return undefined;
  const result = schema.safeParse(answer.body);
  if (result.success) return result.data;
  const where = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  throw new Error(`${spec.operationId} answered with something else than it declares: ${where}`);
}
