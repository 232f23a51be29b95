import type { DocumentedRoutes } from "#lib/http/openapi.ts";
import * as jwks from "../../.well-known/jwks.json/route.ts";
import * as mageRotateSecret from "../../v1/webhook-subscriptions/[subscription]/rotate-secret/route.ts";
import * as mageSubscription from "../../v1/webhook-subscriptions/[subscription]/route.ts";
import * as mageSubscriptions from "../../v1/webhook-subscriptions/route.ts";
import * as cancelDelivery from "../[storeCode]/webhook/delivery/[delivery]/cancel/route.ts";
import * as retryDelivery from "../[storeCode]/webhook/delivery/[delivery]/retry/route.ts";
import * as delivery from "../[storeCode]/webhook/delivery/[delivery]/route.ts";
import * as deliveries from "../[storeCode]/webhook/delivery/route.ts";
import * as event from "../[storeCode]/webhook/event/[event]/route.ts";
import * as events from "../[storeCode]/webhook/event/route.ts";
import * as eventDefinition from "../[storeCode]/webhook/eventDefinition/[eventDefinition]/route.ts";
import * as eventDefinitions from "../[storeCode]/webhook/eventDefinition/route.ts";
import * as cancelReplay from "../[storeCode]/webhook/replay/[replay]/cancel/route.ts";
import * as pauseReplay from "../[storeCode]/webhook/replay/[replay]/pause/route.ts";
import * as resumeReplay from "../[storeCode]/webhook/replay/[replay]/resume/route.ts";
import * as replay from "../[storeCode]/webhook/replay/[replay]/route.ts";
import * as previewReplay from "../[storeCode]/webhook/replay/preview/route.ts";
import * as replays from "../[storeCode]/webhook/replay/route.ts";
import * as pause from "../[storeCode]/webhook/subscription/[webhookSubscription]/pause/route.ts";
import * as resume from "../[storeCode]/webhook/subscription/[webhookSubscription]/resume/route.ts";
import * as rotateSecret from "../[storeCode]/webhook/subscription/[webhookSubscription]/rotate-secret/route.ts";
import * as subscription from "../[storeCode]/webhook/subscription/[webhookSubscription]/route.ts";
import * as test from "../[storeCode]/webhook/subscription/[webhookSubscription]/test/route.ts";
import * as subscriptions from "../[storeCode]/webhook/subscription/route.ts";
import * as aclAccesses from "../acl/accesses/route.ts";
import * as aclResources from "../acl/resources/route.ts";
import * as role from "../acl/role/[role]/route.ts";
import * as roles from "../acl/role/route.ts";
import * as apiKey from "../admin/[admin]/api-key/[apikey]/route.ts";
import * as apiKeys from "../admin/[admin]/api-key/route.ts";
import * as loginCheck from "../admin/login_check/route.ts";
import * as auditLog from "../audit/log/route.ts";
import * as live from "../health/live/route.ts";
import * as ready from "../health/ready/route.ts";
import * as healthcheck from "../healthcheck/route.ts";
import * as metrics from "../metrics/route.ts";
import * as store from "../store/[store]/route.ts";
import * as stores from "../store/route.ts";
import * as refresh from "../token/refresh/route.ts";
import * as revoke from "../token/revoke/route.ts";
import { LOYALTY_ROUTES } from "./loyalty-routes.ts";
import { PROGRAMME_ROUTES } from "./programme-routes.ts";

/** Next loads route files one by one as they are called; the API document needs all of them. */
export const ROUTES: DocumentedRoutes = {
  "/api/admin/login_check": loginCheck,
  "/api/admin/{admin}/api-key": apiKeys,
  "/api/admin/{admin}/api-key/{apikey}": apiKey,
  "/api/store": stores,
  "/api/store/{store}": store,
  "/api/acl/role": roles,
  "/api/acl/role/{role}": role,
  "/api/acl/resources": aclResources,
  "/api/acl/accesses": aclAccesses,
  "/api/audit/log": auditLog,
  "/api/token/refresh": refresh,
  "/api/token/revoke": revoke,
  "/.well-known/jwks.json": jwks,
  "/api/{storeCode}/webhook/subscription": subscriptions,
  "/api/{storeCode}/webhook/subscription/{webhookSubscription}": subscription,
  "/api/{storeCode}/webhook/subscription/{webhookSubscription}/pause": pause,
  "/api/{storeCode}/webhook/subscription/{webhookSubscription}/resume": resume,
  "/api/{storeCode}/webhook/subscription/{webhookSubscription}/rotate-secret": rotateSecret,
  "/api/{storeCode}/webhook/subscription/{webhookSubscription}/test": test,
  "/api/{storeCode}/webhook/event": events,
  "/api/{storeCode}/webhook/event/{event}": event,
  "/api/{storeCode}/webhook/eventDefinition": eventDefinitions,
  "/api/{storeCode}/webhook/eventDefinition/{eventDefinition}": eventDefinition,
  "/api/{storeCode}/webhook/delivery": deliveries,
  "/api/{storeCode}/webhook/delivery/{delivery}": delivery,
  "/api/{storeCode}/webhook/delivery/{delivery}/retry": retryDelivery,
  "/api/{storeCode}/webhook/delivery/{delivery}/cancel": cancelDelivery,
  "/api/{storeCode}/webhook/replay": replays,
  "/api/{storeCode}/webhook/replay/preview": previewReplay,
  "/api/{storeCode}/webhook/replay/{replay}": replay,
  "/api/{storeCode}/webhook/replay/{replay}/pause": pauseReplay,
  "/api/{storeCode}/webhook/replay/{replay}/resume": resumeReplay,
  "/api/{storeCode}/webhook/replay/{replay}/cancel": cancelReplay,
  "/v1/webhook-subscriptions": mageSubscriptions,
  "/v1/webhook-subscriptions/{subscription}": mageSubscription,
  "/v1/webhook-subscriptions/{subscription}/rotate-secret": mageRotateSecret,
  ...PROGRAMME_ROUTES,
  "/api/healthcheck": healthcheck,
  "/api/health/live": live,
  "/api/health/ready": ready,
  "/api/metrics": metrics,
  ...LOYALTY_ROUTES,
};
