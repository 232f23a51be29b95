import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { WALLET_TYPE_COLUMNS } from "#lib/loyalty/points/core/list-columns.ts";
import { NewWalletType, WalletTypeIdDto, WalletTypeListDto } from "#lib/loyalty/points/schema.ts";
import { createWalletType, listWalletTypes } from "#lib/loyalty/points/wallet-types.ts";
import { listOf, newWalletTypeExample, walletExample } from "../loyalty-examples.ts";

const list = defineRoute({
  operationId: "_walletTypeGetList",
  summary: "Get wallet types list",
  tags: ["Wallet"],
  auth: "store",
  permission: ["WALLET", "VIEW"],
  query: listQuery(WALLET_TYPE_COLUMNS),
  response: { 200: WalletTypeListDto },
  examples: { response: listOf(walletExample.walletType) },
  handler: ({ ctx, query }) => listWalletTypes(ctx, query),
});

const post = defineRoute({
  operationId: "_walletTypePost",
  summary: "Add a wallet type",
  description: "A store has its default one from the beginning. A balance is never below zero.",
  tags: ["Wallet"],
  auth: "store",
  permission: ["WALLET", "MODIFY"],
  body: wrapped("walletType", NewWalletType),
  response: { 200: WalletTypeIdDto },
  examples: {
    request: { walletType: newWalletTypeExample },
    response: { walletTypeId: walletExample.walletType.walletTypeId },
  },
  handler: ({ ctx, body }) => createWalletType(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: post });
