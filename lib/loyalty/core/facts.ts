import { fromNumber, type Rational } from "./rational.ts";

/** What a rule may look at: numbers are JSON's or exact, dates are ISO texts, absent is undefined. */
export type Fact =
  | string
  | number
  | boolean
  | null
  | Rational
  | readonly Fact[]
  | { readonly [key: string]: Fact };

/** The first parts of the names that rules use: "transaction.grossValue", "customer.email", "event.body.platform". */
export const FACT_ROOTS = ["transaction", "customer", "event", "achievement"] as const;
export type Facts = { readonly [R in (typeof FACT_ROOTS)[number]]?: { readonly [key: string]: Fact } };

const NAME = /^[A-Za-z_][\w-]*(?:\.[\w-]+)+$/;

/** Whether a rule may name it at all. What it names may still be absent when the rule is applied. */
export function isFactName(name: string): boolean {
  if (name.length > 200 || !NAME.test(name)) return false;
  return (FACT_ROOTS as readonly string[]).includes(name.slice(0, name.indexOf(".")));
}

/** Of a list, its elements' values are taken: "transaction.items.category" is a list of categories. */
export function factAt(facts: Facts, name: string): Fact | undefined {
  let current: Fact | undefined = facts as { [key: string]: Fact };
  for (const key of name.split(".")) {
    current = step(current, key);
    if (current === undefined) return undefined;
  }
  return current;
}

function step(value: Fact, key: string): Fact | undefined {
  if (Array.isArray(value)) {
    return value.flatMap((element: Fact) => {
      const inner = step(element, key);
      return inner === undefined ? [] : Array.isArray(inner) ? (inner as Fact[]) : [inner];
    });
  }
  if (value === null || typeof value !== "object" || isRational(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as { readonly [key: string]: Fact })[key] : undefined;
}

export function isRational(value: unknown): value is Rational {
  return typeof value === "object" && value !== null && "n" in value && typeof value.n === "bigint";
}

/** The exact number of a fact that is one; texts are not numbers. */
export function numberOf(value: Fact | undefined): Rational | undefined {
  if (typeof value === "number") return fromNumber(value);
  return isRational(value) ? value : undefined;
}
