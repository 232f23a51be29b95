import type { ActionTrigger, TriggerItem } from "./action-trigger.ts";
import type { Amount } from "./core/amount.ts";
import type { Fact, Facts } from "./core/facts.ts";
import { divide, fromInteger, type Rational } from "./core/rational.ts";
import type { Member } from "./members/data.ts";
import type { Occasion } from "./occasion.ts";

/** What the rules of campaigns and achievements can look at when something happened. */
export function factsOf(trigger: Occasion): Facts {
  const customer = memberFacts(trigger.member);
  if (trigger.type === "achievement") {
    const { achievementId, achievementName, memberProgress } = trigger;
    return {
      customer,
      achievement: { achievementId, achievementName, completedCount: memberProgress.completedCount },
    };
  }
  if (trigger.type === "custom_event") {
    return {
      customer,
      event: {
        type: trigger.eventType,
        eventId: trigger.eventId,
        eventDate: trigger.eventDate.toISOString(),
        // It came as JSON.
        body: trigger.body as { [key: string]: Fact },
      },
    };
  }
  return {
    customer,
    transaction: {
      documentNumber: trigger.documentNumber,
      documentType: trigger.documentType,
      grossValue: exact(trigger.grossValue),
      purchasedAt: trigger.purchasedAt.toISOString(),
      channelId: trigger.channelId,
      labels: trigger.labels,
      items: trigger.items.map(itemFacts),
    },
  };
}

/** When the purchase or the custom event took place. */
export function performedAt(trigger: ActionTrigger): Date {
  return trigger.type === "transaction" ? trigger.purchasedAt : trigger.eventDate;
}

export function triggerIdOf(trigger: ActionTrigger): string {
  return trigger.type === "transaction" ? trigger.transactionId : trigger.customEventId;
}

function itemFacts(item: TriggerItem): Fact {
  return {
    sku: item.sku,
    name: item.name,
    category: item.category,
    maker: item.maker,
    quantity: exact(item.quantity),
    grossValue: exact(item.grossValue),
    labels: item.labels,
  };
}

function memberFacts(member: Member): { [key: string]: Fact } {
  return {
    customerId: member.id,
    email: member.email,
    phone: member.phone,
    loyaltyCardNumber: member.loyaltyCardNumber,
    firstName: member.firstName,
    lastName: member.lastName,
    gender: member.gender,
    birthDate: member.birthDate?.toISOString().slice(0, 10) ?? null,
    city: member.city,
    country: member.country,
    channelId: member.channelId,
    agreement1: member.agreement1,
    agreement2: member.agreement2,
    agreement3: member.agreement3,
    levelId: member.levelId,
    registeredAt: member.registeredAt.toISOString(),
    transactionsCount: member.transactionsCount,
    customAttributes: attributesOf(member.customAttributes),
  };
}

/** Stored as [{key, value}]; named by key. */
function attributesOf(stored: Member["customAttributes"]): Fact {
  const list: unknown[] = Array.isArray(stored) ? stored : [];
  const pairs = list.flatMap((entry): [string, Fact][] =>
    typeof entry === "object" && entry !== null && "key" in entry && "value" in entry
      ? [[String(entry.key), entry.value as Fact]]
      : [],
  );
  return Object.fromEntries(pairs);
}

function exact(amount: Amount): Rational {
  return divide(fromInteger(amount), fromInteger(1_000_000)) ?? fromInteger(0);
}
