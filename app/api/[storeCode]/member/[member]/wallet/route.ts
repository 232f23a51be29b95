import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { WALLET_COLUMNS } from "#lib/loyalty/points/core/list-columns.ts";
import { listWallets } from "#lib/loyalty/points/data.ts";
import { WalletListDto } from "#lib/loyalty/points/schema.ts";
import { listOf, walletExample } from "../../../loyalty-examples.ts";

const read = defineRoute({
  operationId: "memberWalletGetList",
  summary: "Get member’s wallets details",
  tags: ["Wallet"],
  auth: "either",
  permission: ["WALLET", "VIEW"],
  query: listQuery(WALLET_COLUMNS, "the oldest"),
  response: { 200: WalletListDto },
  examples: { response: listOf(walletExample) },
  handler: ({ ctx, param, query }) => listWallets(ctx, param("member"), query),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read });
