import type { DocumentedRoutes } from "#lib/http/openapi.ts";
import * as achievement from "../[storeCode]/achievement/[achievement]/route.ts";
import * as achievements from "../[storeCode]/achievement/route.ts";
import * as achievementTriggers from "../[storeCode]/achievement/trigger/member/[member]/route.ts";
import * as campaign from "../[storeCode]/campaign/[campaign]/route.ts";
import * as campaigns from "../[storeCode]/campaign/route.ts";
import * as customEvent from "../[storeCode]/customEvent/[customEvent]/route.ts";
import * as customEvents from "../[storeCode]/customEvent/route.ts";
import * as activateCustomEventSchema from "../[storeCode]/customEvent/schema/[customEventSchema]/active/route.ts";
import * as customEventSchema from "../[storeCode]/customEvent/schema/[customEventSchema]/route.ts";
import * as customEventSchemas from "../[storeCode]/customEvent/schema/route.ts";
import * as memberProgress from "../[storeCode]/member/[member]/achievement/[achievement]/progress/route.ts";
import * as memberAchievements from "../[storeCode]/member/[member]/achievement/route.ts";
import * as memberRewards from "../[storeCode]/member/[member]/reward/route.ts";
import * as cancelRedemption from "../[storeCode]/redemption/[issuedReward]/cancel/route.ts";
import * as redemption from "../[storeCode]/redemption/[issuedReward]/route.ts";
import * as redemptionStatusHistory from "../[storeCode]/redemption/[issuedReward]/status/history/route.ts";
import * as redemptionStatus from "../[storeCode]/redemption/[issuedReward]/status/route.ts";
import * as redemptions from "../[storeCode]/redemption/route.ts";
import * as activateReward from "../[storeCode]/reward/[reward]/activate/route.ts";
import * as buyReward from "../[storeCode]/reward/[reward]/buy/route.ts";
import * as coupons from "../[storeCode]/reward/[reward]/coupon/route.ts";
import * as deactivateReward from "../[storeCode]/reward/[reward]/deactivate/route.ts";
import * as reward from "../[storeCode]/reward/[reward]/route.ts";
import * as rewards from "../[storeCode]/reward/route.ts";

/** Rewards, campaigns, achievements and custom events. */
export const PROGRAMME_ROUTES: DocumentedRoutes = {
  "/api/{storeCode}/reward": rewards,
  "/api/{storeCode}/reward/{reward}": reward,
  "/api/{storeCode}/reward/{reward}/activate": activateReward,
  "/api/{storeCode}/reward/{reward}/deactivate": deactivateReward,
  "/api/{storeCode}/reward/{reward}/coupon": coupons,
  "/api/{storeCode}/reward/{reward}/buy": buyReward,
  "/api/{storeCode}/member/{member}/reward": memberRewards,
  "/api/{storeCode}/redemption": redemptions,
  "/api/{storeCode}/redemption/{issuedReward}": redemption,
  "/api/{storeCode}/redemption/{issuedReward}/status": redemptionStatus,
  "/api/{storeCode}/redemption/{issuedReward}/status/history": redemptionStatusHistory,
  "/api/{storeCode}/redemption/{issuedReward}/cancel": cancelRedemption,
  "/api/{storeCode}/campaign": campaigns,
  "/api/{storeCode}/campaign/{campaign}": campaign,
  "/api/{storeCode}/achievement": achievements,
  "/api/{storeCode}/achievement/{achievement}": achievement,
  "/api/{storeCode}/achievement/trigger/member/{member}": achievementTriggers,
  "/api/{storeCode}/member/{member}/achievement": memberAchievements,
  "/api/{storeCode}/member/{member}/achievement/{achievement}/progress": memberProgress,
  "/api/{storeCode}/customEvent": customEvents,
  "/api/{storeCode}/customEvent/schema": customEventSchemas,
  "/api/{storeCode}/customEvent/schema/{customEventSchema}": customEventSchema,
  "/api/{storeCode}/customEvent/schema/{customEventSchema}/active": activateCustomEventSchema,
  "/api/{storeCode}/customEvent/{customEvent}": customEvent,
};
