import { entityTag } from "#lib/http/core/entity-tag.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { WalletTypeChange, WalletTypeDetailsDto } from "#lib/loyalty/points/schema.ts";
import { getWalletType, updateWalletType } from "#lib/loyalty/points/wallet-types.ts";
import { newWalletTypeExample, walletExample } from "../../loyalty-examples.ts";

const { code: _, ...change } = newWalletTypeExample;
const { name: __, ...type } = walletExample.walletType;

const read = defineRoute({
  operationId: "_walletTypeGet",
  summary: "Get wallet type details",
  description: "The ETag of the answer is the version, for If-Match of a change.",
  tags: ["Wallet"],
  auth: "store",
  permission: ["WALLET", "VIEW"],
  response: { 200: WalletTypeDetailsDto },
  examples: {
    response: {
      ...type,
      translations: change.translations,
      unitDaysExpiryAfter: change.unitDaysExpiryAfter,
      unitDaysActiveCount: change.unitDaysActiveCount,
      allTimeNotLocked: true,
    },
  },
  async handler({ ctx, param, headers }) {
    const walletType = await getWalletType(ctx, param("walletType"));
    headers.set("etag", entityTag(walletType.version));
    return walletType;
  },
});

const put = defineRoute({
  operationId: "_walletTypePut",
  summary: "Update a wallet type",
  description: "For units that are added from now on; what is left out gets its default.",
  tags: ["Wallet"],
  auth: "store",
  permission: ["WALLET", "MODIFY"],
  body: wrapped("walletType", WalletTypeChange),
  response: { 204: null },
  errors: [409],
  examples: { request: { walletType: change } },
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    updateWalletType(ctx, param("walletType"), body, { expectedVersion }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read, PUT: put });
