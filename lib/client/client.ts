import { OPERATIONS, type Operations } from "./api-types.ts";

/**
 * A client of the REST API for Node. It needs nothing but Node itself, so that this folder can be copied into a
 * project as it is.
 */

export type ClientOptions = {
  /** Where the installation answers, for instance "https://hooks.example.com". */
  baseUrl: string;
  /** A permanent key; sent as X-AUTH-TOKEN, and as Authorization to Mage's API. */
  key?: string;
  /** Instead of a key: the token of signing in. */
  token?: string;
  /** How long an answer may take, in milliseconds. */
  timeoutMs?: number;
  /** Node's own unless given. */
  fetch?: typeof fetch;
};

export type Violation = { path: string; message: string; code: string };

/** An answer of 400 and above. */
export class ApiError extends Error {
  readonly status: number;
  /** What is wrong with the input, where the answer says it. */
  readonly violations: readonly Violation[];
  /** Of the request, as the server's log has it. */
  readonly requestId: string | null;
  /** When to come back after a 429 or 503, in seconds. */
  readonly retryAfterSeconds: number | null;

  constructor(answer: RawAnswer) {
    const body = asObject(answer.body);
    const [first] = Array.isArray(body.errors) ? body.errors.map(asObject) : [];
    // Mage's errors are a list, and have a detail.
    super(String(body.message ?? first?.detail ?? `The server answered ${answer.status}.`));
    this.name = "ApiError";
    this.status = answer.status;
    this.violations = Array.isArray(body.errors)
      ? body.errors
          .map(asObject)
          .flatMap(({ path, message, code }) =>
            typeof path === "string" ? [{ path, message: String(message), code: String(code) }] : [],
          )
      : [];
    this.requestId = answer.headers.get("x-request-id");
    const after = Number(answer.headers.get("retry-after") ?? Number.NaN);
    this.retryAfterSeconds = Number.isFinite(after) ? after : null;
  }
}

export type RawCall = {
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is text or a form, which are sent as they are. */
  body?: unknown;
  query?: Query | undefined;
};

export type RawAnswer = {
  status: number;
  headers: Headers;
  text: string;
  /** Parsed; undefined unless it is JSON. */
  body: unknown;
};

type QueryValue = string | number | boolean;
export type Query = Readonly<Record<string, unknown>>;

type Id = keyof Operations;

/** Parts that an operation does not have are left out. */
type Given<Name extends string, Part> = [Part] extends [undefined]
  ? { [N in Name]?: undefined }
  : undefined extends Part
    ? { [N in Name]?: Part }
    : { [N in Name]: Part };

export type Input<Name extends Id> = Given<"params", Operations[Name]["params"]> &
  Given<"query", Operations[Name]["query"]> &
  Given<"body", Operations[Name]["body"]> & {
    /** Publishing: the same key publishes once. */
    idempotencyKey?: string;
    /** Changes: the version that was read; another one now is an ApiError of 409. */
    ifVersion?: number | string;
  };

export type Client = {
  /** Calls an operation of the API document by its operationId. Throws ApiError; what fetch throws passes through. */
  call<Name extends Id>(operation: Name, input: Input<Name>): Promise<Operations[Name]["answer"]>;
  /** Any request, whatever the answer. */
  send(method: string, path: string, call?: RawCall): Promise<RawAnswer>;
};

const TIMEOUT_MS = 30_000;

export function createClient(options: ClientOptions): Client {
  const { baseUrl, key, token, timeoutMs = TIMEOUT_MS } = options;
  const base = baseUrl.replace(/\/+$/, "");

  const credentials = (path: string): Record<string, string> => {
    if (token !== undefined) return { authorization: `Bearer ${token}` };
    if (key === undefined) return {};
    return path.startsWith("/v1/") ? { authorization: key } : { "x-auth-token": key };
  };

  const send = async (method: string, path: string, { headers, body, query }: RawCall = {}) => {
    const response = await (options.fetch ?? fetch)(`${base}${path}${queryText(query)}`, {
      method,
      headers: {
        ...credentials(path),
        // Of a form fetch tells it, with what separates its parts.
        ...(body === undefined || body instanceof FormData ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" || body instanceof FormData ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== "" ? (JSON.parse(text) as unknown) : undefined,
    };
  };

  return {
    send,
    async call<Name extends Id>(operation: Name, input: Input<Name>) {
      const [method, template] = OPERATIONS[operation];
      const { params, query, body, idempotencyKey, ifVersion } = input as {
        params?: Record<string, QueryValue>;
        query?: Query;
        body?: unknown;
        idempotencyKey?: string;
        ifVersion?: number | string;
      };
      const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
        encodeURIComponent(String(params?.[name] ?? "")),
      );
      const answer = await send(method, path, {
        query,
        body: formOf(body) ?? body,
        headers: {
          ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
          ...(ifVersion === undefined ? {} : { "if-match": `"${ifVersion}"` }),
        },
      });
      if (answer.status >= 400) throw new ApiError(answer);
      // The server holds each answer against the document that the type was made of.
      return (answer.body ?? (answer.text === "" ? undefined : answer.text)) as Operations[Name]["answer"];
    },
  };
}

/** A body that holds a file goes as a form; null: it holds none. */
function formOf(body: unknown): FormData | null {
  const fields = Object.entries(asObject(body));
  if (!fields.some(([, value]) => value instanceof Blob)) return null;
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value instanceof Blob ? value : String(value));
  return form;
}

/** `{ url: { like: "a" }, _page: 2 }` is "?url[like]=a&_page=2". */
function queryText(query: Query | undefined): string {
  const parts = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.entries(value).map(([operator, inner]) => [`${name}[${operator}]`, inner] as const)
      : [[name, value] as const],
  );
  const pairs = parts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      // hasValue and notHasValue take none.
      const text =
        value === true && name.endsWith("asValue]") ? "" : Array.isArray(value) ? value.join(",") : value;
      return `${encodeURIComponent(name)}=${encodeURIComponent(String(text))}`;
    });
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
