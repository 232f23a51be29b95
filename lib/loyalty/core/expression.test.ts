import { describe, expect, test } from "vitest";
import { evaluate, parseExpression } from "./expression.ts";
import { type Facts, isRational } from "./facts.ts";
import { parseDecimal, toDecimal } from "./rational.ts";

const FACTS: Facts = {
  transaction: {
    grossValue: parseDecimal("19.99") ?? 0,
    items: [
      { category: "coffee", grossValue: 0.1 },
      { category: "tea", grossValue: 0.2 },
    ],
  },
  customer: { email: "emma@example.com", isVip: true },
  event: { body: { steps: 1200, note: "10" } },
};

function resultOf(text: string): unknown {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.message);
  const value = evaluate(parsed.expression, FACTS);
  return isRational(value) ? toDecimal(value) : value;
}

const refusal = (text: string) => {
  const parsed = parseExpression(text);
  return parsed.ok ? null : parsed.message;
};

describe("an expression", () => {
  test("calculates exactly, with the usual precedence", () => {
    expect(resultOf("transaction.grossValue * 10")).toBe("199.9");
    expect(resultOf("1 + 2 * 3 - -4 / 2")).toBe("9");
    expect(resultOf("(1 + 2) * 3")).toBe("9");
    expect(resultOf("sum(transaction.items.grossValue)")).toBe("0.3");
    expect(resultOf("round_down(transaction.grossValue / 3)")).toBe("6");
    expect(resultOf("round(transaction.grossValue / 3, 2)")).toBe("6.66");
    expect(resultOf("round_up(0.1) + count(transaction.items)")).toBe("3");
    expect(resultOf("min(5, event.body.steps / 1000, 2)")).toBe("1.2");
  });

  test("decides with comparisons, logic and choices", () => {
    expect(resultOf("transaction.grossValue >= 19.99 and customer.isVip")).toBe(true);
    expect(resultOf("customer.email == 'emma@example.com' && !(event.body.steps < 1000)")).toBe(true);
    expect(resultOf("event.body.steps > 2000 ? 20 : event.body.steps > 1000 ? 10 : 0")).toBe("10");
  });

  test("has no value when a fact is absent, is no number, or a division is by zero", () => {
    expect(resultOf("event.body.missing + 1")).toBeUndefined();
    expect(resultOf("event.body.note + 1")).toBeUndefined();
    expect(resultOf("1 / (event.body.steps - 1200)")).toBeUndefined();
    expect(resultOf("customer.constructor == 1")).toBeUndefined();
  });

  test("is refused with a reason when it is not one", () => {
    expect(refusal("1 +")).toBe("A value is missing before the end.");
    expect(refusal("(1 + 2")).toBe('")" is missing before the end.');
    expect(refusal("1 2")).toBe('Nothing was expected before "2".');
    expect(refusal("process.exit")).toContain('"process.exit" is not known');
    expect(refusal("eval(1)")).toContain('There is no function "eval"');
    expect(refusal("min(1)")).toBe("min takes 2 to 10 values.");
    expect(refusal("1 ; 2")).toBe("At character 2 this is not an expression.");
    expect(refusal("")).toBe("A value is missing before the end.");
    expect(refusal(`${"(".repeat(60)}1${")".repeat(60)}`)).toBe("The expression is nested too deeply.");
    expect(refusal(`${"-".repeat(60)}1`)).toBe("The expression is nested too deeply.");
    expect(refusal("1".repeat(501))).toContain("500 characters");
  });
});
