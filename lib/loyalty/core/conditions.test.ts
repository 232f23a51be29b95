import { describe, expect, test } from "vitest";
import { allHold, type Condition, type ConditionData, type ConditionOperator, holds } from "./conditions.ts";
import type { Facts } from "./facts.ts";

const FACTS: Facts = {
  transaction: {
    grossValue: 55.5,
    documentType: "sell",
    purchasedAt: "2026-11-20T22:30:00.000Z",
    labels: [{ key: "channel", value: "app" }],
    items: [{ category: "coffee" }, { category: "cups" }],
  },
  customer: { email: "emma@example.com", agreement1: true },
};

const fits = (attribute: string, operator: ConditionOperator, data: ConditionData) =>
  holds({ attribute, operator, data }, FACTS);

describe("a condition", () => {
  test("compares texts, numbers and flags, also when a form sent them as texts", () => {
    expect(fits("transaction.documentType", "is_equal", "sell")).toBe(true);
    expect(fits("transaction.grossValue", "is_equal", "55.50")).toBe(true);
    expect(fits("customer.agreement1", "is_equal", "true")).toBe(true);
    expect(fits("transaction.documentType", "is_not_equal", "return")).toBe(true);
    expect(fits("transaction.documentType", "is_one_of", ["return", "sell"])).toBe(true);
    expect(fits("customer.email", "ends_with", "@example.com")).toBe(true);
    expect(fits("customer.email", "starts_with", "daniel")).toBe(false);
    expect(fits("customer.email", "contains", "@")).toBe(true);
  });

  test("orders numbers exactly", () => {
    expect(fits("transaction.grossValue", "is_greater", 55.49)).toBe(true);
    expect(fits("transaction.grossValue", "is_greater", 55.5)).toBe(false);
    expect(fits("transaction.grossValue", "is_greater_or_equal", "55.5")).toBe(true);
    expect(fits("transaction.grossValue", "is_less", 55.5)).toBe(false);
    expect(fits("transaction.grossValue", "is_less_or_equal", 55.5)).toBe(true);
    expect(fits("transaction.grossValue", "is_number_between", { from: 50, to: 60 })).toBe(true);
    expect(fits("customer.email", "is_greater", 1)).toBe(false);
  });

  test("of several values needs one that fits, and its negation none", () => {
    expect(fits("transaction.items.category", "contains", "coffee")).toBe(true);
    expect(fits("transaction.items.category", "contains", "coff")).toBe(false);
    expect(fits("transaction.items.category", "contains_one_of", ["tea", "cups"])).toBe(true);
    expect(fits("transaction.items.category", "not_contains_one_of", ["tea", "cups"])).toBe(false);
    expect(fits("transaction.items.category", "is_not_equal", "tea")).toBe(true);
    expect(fits("transaction.items.category", "is_not_one_of", ["coffee"])).toBe(false);
  });

  test("looks at the calendar in UTC", () => {
    expect(fits("transaction.purchasedAt", "is_after", "2026-11-20T22:29:59")).toBe(true);
    expect(fits("transaction.purchasedAt", "is_before", "2026-11-20T23:30:00+01:00")).toBe(false);
    expect(fits("transaction.purchasedAt", "is_between", { from: "2026-11-20", to: "2026-11-21" })).toBe(
      true,
    );
    expect(fits("transaction.purchasedAt", "is_not_between", { from: "2026-11-20", to: "2026-11-21" })).toBe(
      false,
    );
    expect(fits("transaction.purchasedAt", "is_day_of_week", ["friday"])).toBe(true);
    expect(fits("transaction.purchasedAt", "is_day_of_week", [5])).toBe(true);
    expect(fits("transaction.purchasedAt", "is_month_of_year", [11])).toBe(true);
    expect(fits("transaction.purchasedAt", "is_day_of_month", ["21"])).toBe(false);
    expect(fits("transaction.purchasedAt", "is_time_between", { from: "08:00", to: "12:00" })).toBe(false);
    expect(fits("transaction.purchasedAt", "is_time_between", { from: "22:00", to: "06:00" })).toBe(true);
    expect(fits("customer.email", "is_after", "2020-01-01")).toBe(false);
  });

  test("finds labels by key and value, or by key alone", () => {
    const label = (value: string) =>
      fits("transaction.labels", "has_at_least_one_label", [{ key: "channel", value }]);
    expect([label("app"), label("shop"), label("")]).toEqual([true, false, true]);
  });

  test("does not hold for what is absent, but its negation does", () => {
    expect(fits("customer.phone", "is_equal", "1")).toBe(false);
    expect(fits("customer.phone", "is_less", 1)).toBe(false);
    expect(fits("customer.phone", "is_not_equal", "1")).toBe(true);
    expect(fits("customer.__proto__", "is_not_equal", "1")).toBe(true);
  });

  test("may be an expression, and all of a rule's conditions must hold", () => {
    const expression = (data: string): Condition => ({ operator: "expression", data });
    expect(holds(expression("transaction.grossValue > 50"), FACTS)).toBe(true);
    expect(holds(expression("transaction.missing > 50"), FACTS)).toBe(false);
    expect(allHold([], FACTS)).toBe(true);
    expect(allHold([expression("1 < 2"), expression("2 < 1")], FACTS)).toBe(false);
  });
});
