import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listWallets } from "#lib/loyalty/points/data.ts";
import { WalletListDto } from "#lib/loyalty/points/schema.ts";
import { listOf, walletExample } from "../../../loyalty-examples.ts";

const read = defineRoute({
  operationId: "memberWalletGetList",
  summary: "Get member’s wallets details",
  tags: ["Wallet"],
  auth: "either",
  permission: ["WALLET", "VIEW"],
  response: { 200: WalletListDto },
  examples: { response: listOf(walletExample) },
  handler: ({ ctx, param }) => listWallets(ctx, param("member")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read });
