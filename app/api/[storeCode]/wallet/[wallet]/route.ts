import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { getWallet } from "#lib/loyalty/points/data.ts";
import { WalletDto } from "#lib/loyalty/points/schema.ts";
import { walletExample } from "../../loyalty-examples.ts";

const read = defineRoute({
  operationId: "walletGet",
  summary: "Check wallet details",
  tags: ["Wallet"],
  auth: "store",
  permission: ["WALLET", "VIEW"],
  response: { 200: WalletDto },
  examples: { response: walletExample },
  handler: ({ ctx, param }) => getWallet(ctx, param("wallet")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: read });
