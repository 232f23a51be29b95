import type { KeyObject } from "node:crypto";
import type { Pool } from "pg";
import type { OutboundTarget } from "#lib/platform/outbound-http.ts";
import { outboundTarget } from "#lib/platform/outbound-http.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";
import { mageKey } from "#lib/signing/mage-signature.ts";
import { openLoyaltyKey } from "#lib/signing/open-loyalty-hmac.ts";
import { signingKey } from "#lib/signing/standard-webhooks.ts";
import type { BodyFormat } from "#lib/webhooks/constants.ts";
import { headersContext, type StoredHeader, secretContext } from "#lib/webhooks/core/sealed.ts";
import { DEFAULT_RETRY_SCHEDULE_SECONDS } from "./core/retry-policy.ts";

export type TargetKey = {
  version: number;
  /** Unix milliseconds; null: in force until it is rotated. */
  expiresAtMs: number | null;
  standard: KeyObject;
  /** Only of a webhook with `hmacEnabled`. */
  openLoyalty: KeyObject | null;
  /** Only of a webhook in Mage's format. */
  mage: KeyObject | null;
};

/** A webhook made ready for sending: opened secrets, parsed URL. Lives in memory only. */
export type Target = {
  subscriptionId: string;
  storeId: string;
  storeCode: string;
  version: number;
  state: "active" | "paused" | "disabled";
  isDeleted: boolean;
  url: string;
  outbound: OutboundTarget;
  signed: { hostname: string; pathname: string };
  format: BodyFormat;
  hmacEnabled: boolean;
  /** Names and values in turn. */
  customHeaders: readonly string[];
  customHeaderNames: ReadonlySet<string>;
  keys: readonly TargetKey[];
  maxInFlight: number;
  ratePerSecond: number | null;
  timeoutMs: number;
  /** Seconds before each attempt. */
  schedule: readonly number[];
  /** One delivery at a time, in the order of their publication. */
  ordered: boolean;
  /** What was due by then waited during a pause. PostgreSQL's text of the time, or null. */
  catchUpUntil: string | null;
  /** A run of failures of its lane is written down. */
  isFailing: boolean;
  /** The pace of the webhook's replay; 0 while that is paused, null when there is none. */
  replayPerSecond: number | null;
};

type Row = {
  id: string;
  store_id: string;
  store_code: string;
  version: number;
  state: Target["state"];
  is_deleted: boolean;
  url: string;
  format: Target["format"];
  hmac_enabled: boolean;
  headers_sealed: Buffer | null;
  max_in_flight: number;
  rate_per_second: number | null;
  timeout_ms: number;
  retry_schedule: number[];
  ordered: boolean;
  catch_up_until: string | null;
  is_failing: boolean;
  replay_per_second: number | null;
  secrets: { id: string; version: number; sealed: string; expires_at_ms: number | null }[];
};

/** For a query that has the webhook as "s". */
export const REPLAY_PER_SECOND = `(
  SELECT CASE r.state WHEN 'running' THEN r.rate_per_second ELSE 0 END FROM replay r
   WHERE r.subscription_id = s.id AND r.state IN ('running', 'paused'))`;

/**
 * @param onBroken told of each webhook whose secrets do not open under this APP_SECRET; it is left out. Without it
 *   such a webhook is a SecretBoxError for all.
 */
export async function loadTargets(
  pool: Pool,
  secretBox: SecretBox,
  subscriptionIds: readonly string[],
  onBroken?: (subscriptionId: string, error: unknown) => void,
): Promise<Map<string, Target>> {
  const { rows } = await pool.query<Row>(
    `SELECT s.id, s.store_id, store.code AS store_code, s.version, s.state::text, s.deleted_at IS NOT NULL AS is_deleted,
            s.url, s.format::text, s.hmac_enabled, s.headers_sealed, s.max_in_flight, s.rate_per_second, s.timeout_ms,
            s.retry_schedule, s.ordered,
            lane.catch_up_until::text, lane.failing_since IS NOT NULL AS is_failing,
            ${REPLAY_PER_SECOND} AS replay_per_second,
            (SELECT coalesce(json_agg(json_build_object(
                      'id', k.id, 'version', k.version, 'sealed', encode(k.sealed, 'base64'),
                      'expires_at_ms', floor(extract(epoch FROM k.expires_at) * 1000)) ORDER BY k.version DESC), '[]')
               FROM webhook_secret k
              WHERE k.subscription_id = s.id AND (k.expires_at IS NULL OR k.expires_at > now())) AS secrets
       FROM webhook_subscription s JOIN store ON store.id = s.store_id
       LEFT JOIN lane ON lane.subscription_id = s.id
      WHERE s.id = ANY($1)`,
    [subscriptionIds],
  );
  const targets = new Map<string, Target>();
  for (const row of rows) {
    try {
      targets.set(row.id, toTarget(row, secretBox));
    } catch (error) {
      if (onBroken === undefined) throw error;
      onBroken(row.id, error);
    }
  }
  return targets;
}

function toTarget(row: Row, secretBox: SecretBox): Target {
  const url = new URL(row.url);
  const headers: StoredHeader[] =
    row.headers_sealed === null ? [] : JSON.parse(secretBox.open(row.headers_sealed, headersContext(row.id)));
  return {
    subscriptionId: row.id,
    storeId: row.store_id,
    storeCode: row.store_code,
    version: row.version,
    state: row.state,
    isDeleted: row.is_deleted,
    url: row.url,
    outbound: outboundTarget(url),
    signed: { hostname: url.hostname, pathname: url.pathname },
    format: row.format,
    hmacEnabled: row.hmac_enabled,
    customHeaders: headers.flatMap(({ headerName, headerValue }) => [headerName, headerValue]),
    customHeaderNames: new Set(headers.map(({ headerName }) => headerName)),
    keys: row.secrets.map((secret) => {
      const text = secretBox.open(Buffer.from(secret.sealed, "base64"), secretContext(secret.id));
      return {
        version: secret.version,
        expiresAtMs: secret.expires_at_ms,
        standard: signingKey(text),
        openLoyalty: row.hmac_enabled ? openLoyaltyKey(text) : null,
        mage: row.format === "mage" ? mageKey(text) : null,
      };
    }),
    maxInFlight: row.max_in_flight,
    ratePerSecond: row.rate_per_second,
    timeoutMs: row.timeout_ms,
    schedule: row.retry_schedule.length > 0 ? row.retry_schedule : DEFAULT_RETRY_SCHEDULE_SECONDS,
    ordered: row.ordered,
    catchUpUntil: row.catch_up_until,
    isFailing: row.is_failing,
    replayPerSecond: row.replay_per_second,
  };
}

/** The keys that sign at a time, newest first. During a rotation there are two. */
export function keysInForce(target: Target, nowMs: number): readonly TargetKey[] {
  return target.keys.filter(({ expiresAtMs }) => expiresAtMs === null || expiresAtMs > nowMs);
}
