import type { DocumentedRoutes } from "#lib/http/openapi.ts";
import * as cancelImport from "../[storeCode]/import/[import]/cancel/route.ts";
import * as importOneImport from "../[storeCode]/import/[import]/route.ts";
import * as imports from "../[storeCode]/import/route.ts";
import * as memberOneMemberActivate from "../[storeCode]/member/[member]/activate/route.ts";
import * as memberOneMemberCustomAttribute from "../[storeCode]/member/[member]/custom-attribute/route.ts";
import * as memberOneMemberDeactivate from "../[storeCode]/member/[member]/deactivate/route.ts";
import * as memberOneMemberPassword from "../[storeCode]/member/[member]/password/route.ts";
import * as memberOneMemberRemoveManuallyLevel from "../[storeCode]/member/[member]/remove-manually-level/route.ts";
import * as memberOneMember from "../[storeCode]/member/[member]/route.ts";
import * as memberOneMemberSendCode from "../[storeCode]/member/[member]/send-code/route.ts";
import * as memberOneMemberStatus from "../[storeCode]/member/[member]/status/route.ts";
import * as memberOneMemberTier from "../[storeCode]/member/[member]/tier/route.ts";
import * as memberOneMemberWallet from "../[storeCode]/member/[member]/wallet/route.ts";
import * as memberActivateOneToken from "../[storeCode]/member/activate/[token]/route.ts";
import * as memberCheck from "../[storeCode]/member/check/route.ts";
import * as memberConfirmChangeOneToken from "../[storeCode]/member/confirm-change/[token]/route.ts";
import * as memberLoginCheck from "../[storeCode]/member/login_check/route.ts";
import * as memberPasswordResetRequest from "../[storeCode]/member/password/reset/request/route.ts";
import * as memberPasswordReset from "../[storeCode]/member/password/reset/route.ts";
import * as memberPoints from "../[storeCode]/member/points/route.ts";
import * as memberRegister from "../[storeCode]/member/register/route.ts";
import * as memberResendCode from "../[storeCode]/member/resend-code/route.ts";
import * as member from "../[storeCode]/member/route.ts";
import * as pointsOneTransferActivate from "../[storeCode]/points/[transfer]/activate/route.ts";
import * as pointsOneTransferCancel from "../[storeCode]/points/[transfer]/cancel/route.ts";
import * as pointsOneTransferExpire from "../[storeCode]/points/[transfer]/expire/route.ts";
import * as pointsOneTransfer from "../[storeCode]/points/[transfer]/route.ts";
import * as pointsAdd from "../[storeCode]/points/add/route.ts";
import * as pointsBlock from "../[storeCode]/points/block/route.ts";
import * as pointsHistory from "../[storeCode]/points/history/route.ts";
import * as points from "../[storeCode]/points/route.ts";
import * as pointsSpend from "../[storeCode]/points/spend/route.ts";
import * as pointsTransfer from "../[storeCode]/points/transfer/route.ts";
import * as settings from "../[storeCode]/settings/route.ts";
import * as tierOneTierActivate from "../[storeCode]/tier/[tier]/activate/route.ts";
import * as tierOneTier from "../[storeCode]/tier/[tier]/route.ts";
import * as tierCreate from "../[storeCode]/tier/create/route.ts";
import * as tier from "../[storeCode]/tier/route.ts";
import * as tierSetOneTierSet from "../[storeCode]/tierSet/[tierSet]/route.ts";
import * as tierSetOneTierSetTiers from "../[storeCode]/tierSet/[tierSet]/tiers/route.ts";
import * as tierSet from "../[storeCode]/tierSet/route.ts";
import * as tokenRefresh from "../[storeCode]/token/refresh/route.ts";
import * as transactionOneTransaction from "../[storeCode]/transaction/[transaction]/route.ts";
import * as transactionAssign from "../[storeCode]/transaction/assign/route.ts";
import * as transaction from "../[storeCode]/transaction/route.ts";
import * as walletOneWallet from "../[storeCode]/wallet/[wallet]/route.ts";
import * as walletTypeOneWalletType from "../[storeCode]/walletType/[walletType]/route.ts";
import * as walletType from "../[storeCode]/walletType/route.ts";

/** Of the loyalty programme: members, points, tiers, transactions, settings. A path comes before one with a parameter there. */
export const LOYALTY_ROUTES: DocumentedRoutes = {
  "/api/{storeCode}/member/register": memberRegister,
  "/api/{storeCode}/member/activate/{token}": memberActivateOneToken,
  "/api/{storeCode}/member/confirm-change/{token}": memberConfirmChangeOneToken,
  "/api/{storeCode}/member/resend-code": memberResendCode,
  "/api/{storeCode}/member/password/reset/request": memberPasswordResetRequest,
  "/api/{storeCode}/member/password/reset": memberPasswordReset,
  "/api/{storeCode}/member/login_check": memberLoginCheck,
  "/api/{storeCode}/token/refresh": tokenRefresh,
  "/api/{storeCode}/member/points": memberPoints,
  "/api/{storeCode}/member/check": memberCheck,
  "/api/{storeCode}/member": member,
  "/api/{storeCode}/member/{member}/activate": memberOneMemberActivate,
  "/api/{storeCode}/member/{member}/deactivate": memberOneMemberDeactivate,
  "/api/{storeCode}/member/{member}/send-code": memberOneMemberSendCode,
  "/api/{storeCode}/member/{member}/tier": memberOneMemberTier,
  "/api/{storeCode}/member/{member}/remove-manually-level": memberOneMemberRemoveManuallyLevel,
  "/api/{storeCode}/member/{member}/custom-attribute": memberOneMemberCustomAttribute,
  "/api/{storeCode}/member/{member}/password": memberOneMemberPassword,
  "/api/{storeCode}/member/{member}/wallet": memberOneMemberWallet,
  "/api/{storeCode}/member/{member}/status": memberOneMemberStatus,
  "/api/{storeCode}/member/{member}": memberOneMember,
  "/api/{storeCode}/points": points,
  "/api/{storeCode}/points/add": pointsAdd,
  "/api/{storeCode}/points/spend": pointsSpend,
  "/api/{storeCode}/points/block": pointsBlock,
  "/api/{storeCode}/points/transfer": pointsTransfer,
  "/api/{storeCode}/points/history": pointsHistory,
  "/api/{storeCode}/points/{transfer}/activate": pointsOneTransferActivate,
  "/api/{storeCode}/points/{transfer}/cancel": pointsOneTransferCancel,
  "/api/{storeCode}/points/{transfer}/expire": pointsOneTransferExpire,
  "/api/{storeCode}/points/{transfer}": pointsOneTransfer,
  "/api/{storeCode}/transaction": transaction,
  "/api/{storeCode}/transaction/assign": transactionAssign,
  "/api/{storeCode}/transaction/{transaction}": transactionOneTransaction,
  "/api/{storeCode}/tierSet": tierSet,
  "/api/{storeCode}/tierSet/{tierSet}/tiers": tierSetOneTierSetTiers,
  "/api/{storeCode}/tierSet/{tierSet}": tierSetOneTierSet,
  "/api/{storeCode}/tier": tier,
  "/api/{storeCode}/tier/create": tierCreate,
  "/api/{storeCode}/tier/{tier}/activate": tierOneTierActivate,
  "/api/{storeCode}/tier/{tier}": tierOneTier,
  "/api/{storeCode}/wallet/{wallet}": walletOneWallet,
  "/api/{storeCode}/walletType": walletType,
  "/api/{storeCode}/walletType/{walletType}": walletTypeOneWalletType,
  "/api/{storeCode}/import": imports,
  "/api/{storeCode}/import/{import}": importOneImport,
  "/api/{storeCode}/import/{import}/cancel": cancelImport,
  "/api/{storeCode}/settings": settings,
};
