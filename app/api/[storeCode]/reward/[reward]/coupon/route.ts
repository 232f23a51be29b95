import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { bare } from "#lib/http/request-body.ts";
import { COUPON_COLUMNS } from "#lib/loyalty/rewards/core/list-columns.ts";
import { listCoupons } from "#lib/loyalty/rewards/data.ts";
import { addCoupons } from "#lib/loyalty/rewards/mutations.ts";
import { CouponListDto, NewCoupons } from "#lib/loyalty/rewards/schema.ts";

const list = defineRoute({
  operationId: "couponGetList",
  summary: "Get the codes of a reward",
  tags: ["Reward"],
  auth: "store",
  permission: ["REWARDS", "VIEW"],
  query: listQuery(COUPON_COLUMNS),
  response: { 200: CouponListDto },
  errors: [404],
  examples: {
    response: {
      items: [{ code: "TENOFF-7QK4M2", issued: true }],
      total: { all: 1, filtered: 1, estimated: false },
    },
  },
  handler: ({ ctx, param, query }) => listCoupons(ctx, param("reward"), query),
});

const add = defineRoute({
  operationId: "couponPost",
  summary: "Add codes to a reward",
  description: "For rewards without a generator. A code that the reward has already is not added again.",
  tags: ["Reward"],
  auth: "store",
  permission: ["REWARDS", "MODIFY"],
  body: bare(NewCoupons),
  response: { 204: null },
  errors: [404],
  examples: { request: { coupons: ["TENOFF-7QK4M2", "TENOFF-9WD1T8"] } },
  handler: ({ ctx, param, body }) => addCoupons(ctx, param("reward"), body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: add });
