import { type Context, requirePermission } from "#lib/auth/context.ts";
import type { ListQuery } from "#lib/http/core/list-columns.ts";
import { amountFrom } from "../core/amount.ts";
import { type Member, resolveMember } from "../members/data.ts";
import { type Balance, getBalance } from "../points/data.ts";
import { type KnownReward, listVisibleRewards } from "../rewards/data.ts";
import type { MemberRewardListDto, RewardDto } from "../rewards/schema.ts";
import { usageQuestions, whyUnavailable } from "./core/availability.ts";
import { countUses, rulesOf } from "./issue.ts";

/**
 * The rewards that a member sees, and whether the member can buy each now. A member sees his or her own list. Throws
 * AppError "not_found", "forbidden".
 */
export async function listMemberRewards(
  ctx: Context,
  reference: string,
  query: ListQuery,
): Promise<MemberRewardListDto> {
  if (ctx.actor.kind !== "member") requirePermission(ctx, "REWARDS", "VIEW");
  const member = await resolveMember(ctx, reference);
  const { items, total } = await listVisibleRewards(ctx, member.levelId, query);
  const balances = new Map<string, Balance>();
  for (const code of new Set(items.map(({ known }) => walletOf(known)))) {
    balances.set(code, await getBalance(ctx.services.db.prisma, ctx, member, code === "" ? undefined : code));
  }
  const rewards = [];
  for (const { known, reward } of items) {
    rewards.push({
      ...reward,
      ...(await standingOf(ctx, member, known, reward, balances.get(walletOf(known)))),
    });
  }
  return { items: rewards, total };
}

/** Empty: the default one. */
function walletOf({ definition }: KnownReward): string {
  return definition.sourceWalletTypeCode ?? "";
}

async function standingOf(
  ctx: Context,
  member: Member,
  { row, definition }: KnownReward,
  { usageLeft }: RewardDto,
  balance: Balance | undefined,
): Promise<{ canBeBoughtByCustomer: boolean; usageLeftForCustomer?: number }> {
  const rules = rulesOf(definition);
  const nowMs = ctx.services.now();
  let left = usageLeft ?? Number.POSITIVE_INFINITY;
  for (const question of usageQuestions(rules, nowMs)) {
    const used = await countUses(ctx.services.db.prisma, row.id, member, question);
    left = Math.min(left, Math.max(0, question.limit - used));
  }
  const cost = amountFrom(definition.costInPoints ?? 0);
  return {
    canBeBoughtByCustomer:
      member.isActive &&
      left > 0 &&
      (balance?.active ?? 0n) >= cost &&
      whyUnavailable(rules, member, nowMs) === null,
    ...(Number.isFinite(left) ? { usageLeftForCustomer: left } : {}),
  };
}
