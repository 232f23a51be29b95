import { type Fact, type Facts, factAt, isFactName, numberOf } from "./facts.ts";
import {
  add,
  compare,
  divide,
  fromInteger,
  multiply,
  parseDecimal,
  type Rational,
  round,
  subtract,
} from "./rational.ts";

/**
 * The small language of rules: numbers, 'texts', true, false, facts ("transaction.grossValue"), + - * /, comparisons,
 * and, or, not, `condition ? a : b`, and the functions round, round_up, round_down, min, max, count and sum. Numbers
 * are exact. Nothing in it can loop or reach outside the facts.
 */
export type Expression =
  | { kind: "value"; value: Rational | string | boolean }
  | { kind: "fact"; name: string }
  | { kind: "not"; of: Expression }
  | { kind: "negative"; of: Expression }
  | { kind: "binary"; operator: BinaryOperator; left: Expression; right: Expression }
  | { kind: "choice"; condition: Expression; yes: Expression; no: Expression }
  | { kind: "call"; name: FunctionName; parameters: Expression[] };

type BinaryOperator = "or" | "and" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/";
type FunctionName = "round" | "round_up" | "round_down" | "min" | "max" | "count" | "sum";

export type ParsedExpression = { ok: true; expression: Expression } | { ok: false; message: string };

export const EXPRESSION_LENGTH_MAX = 500;
const DEPTH_MAX = 40;
const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|'([^'\\]*)'|"([^"\\]*)"|([A-Za-z_][\w-]*(?:\.[\w-]+)*)|(==|!=|<=|>=|&&|\|\||[<>+\-*/()?:,!]))/y;
const FUNCTIONS: Record<FunctionName, { min: number; max: number }> = {
  round: { min: 1, max: 2 },
  round_up: { min: 1, max: 2 },
  round_down: { min: 1, max: 2 },
  min: { min: 2, max: 10 },
  max: { min: 2, max: 10 },
  count: { min: 1, max: 1 },
  sum: { min: 1, max: 1 },
};
const PRECEDENCE: readonly (readonly BinaryOperator[])[] = [
  ["or"],
  ["and"],
  ["==", "!=", "<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/"],
];
const SAME: Readonly<Record<string, string>> = { "&&": "and", "||": "or", "!": "not" };

type Token =
  | { kind: "number"; text: string }
  | { kind: "text"; text: string }
  | { kind: "word"; text: string }
  | { kind: "sign"; text: string };

class Refused extends Error {}

/** `message` says what is wrong, for the person who wrote it. */
export function parseExpression(text: string): ParsedExpression {
  try {
    if (text.length > EXPRESSION_LENGTH_MAX) {
      throw new Refused(`An expression should have ${EXPRESSION_LENGTH_MAX} characters or less.`);
    }
    return { ok: true, expression: parse(tokensOf(text)) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, message: error.message };
    throw error;
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const trimmed = text.trimEnd();
  while (TOKEN.lastIndex < trimmed.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(trimmed);
    if (match === null) throw new Refused(`At character ${at + 1} this is not an expression.`);
    const [, number, single, double, word, sign] = match;
    const quoted = single ?? double;
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (quoted !== undefined) tokens.push({ kind: "text", text: quoted });
    else if (word === "and" || word === "or" || word === "not") tokens.push({ kind: "sign", text: word });
    else if (word !== undefined) tokens.push({ kind: "word", text: word });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: SAME[sign] ?? sign });
  }
  return tokens;
}

function parse(tokens: readonly Token[]): Expression {
  let position = 0;
  let depth = 0;
  const peek = (text: string): boolean => {
    const token = tokens[position];
    return token?.kind === "sign" && token.text === text;
  };
  const take = (text: string): boolean => {
    if (!peek(text)) return false;
    position++;
    return true;
  };
  const need = (text: string): void => {
    if (!take(text)) throw new Refused(`"${text}" is missing before ${shown(tokens[position])}.`);
  };

  const choice = (): Expression => {
    if (++depth > DEPTH_MAX) throw new Refused("The expression is nested too deeply.");
    const condition = binary(0);
    let result = condition;
    if (take("?")) {
      const yes = choice();
      need(":");
      result = { kind: "choice", condition, yes, no: choice() };
    }
    depth--;
    return result;
  };
  const binary = (level: number): Expression => {
    const operators = PRECEDENCE[level];
    if (operators === undefined) return unary();
    let left = binary(level + 1);
    for (;;) {
      const operator = operators.find(peek);
      if (operator === undefined) return left;
      position++;
      left = { kind: "binary", operator, left, right: binary(level + 1) };
    }
  };
  const unary = (): Expression => {
    if (++depth > DEPTH_MAX) throw new Refused("The expression is nested too deeply.");
    let result: Expression;
    if (take("not")) result = { kind: "not", of: unary() };
    else if (take("-")) result = { kind: "negative", of: unary() };
    else result = primary();
    depth--;
    return result;
  };
  const primary = (): Expression => {
    if (take("(")) {
      const inner = choice();
      need(")");
      return inner;
    }
    const token = tokens[position];
    position++;
    if (token?.kind === "text") return { kind: "value", value: token.text };
    if (token?.kind === "number") {
      const value = parseDecimal(token.text);
      if (value === undefined) throw new Refused(`The number ${token.text} has too many digits.`);
      return { kind: "value", value };
    }
    if (token?.kind === "word") return word(token.text);
    throw new Refused(`A value is missing before ${shown(token)}.`);
  };
  const word = (text: string): Expression => {
    if (text === "true" || text === "false") return { kind: "value", value: text === "true" };
    if (!peek("(")) {
      if (isFactName(text)) return { kind: "fact", name: text };
      throw new Refused(
        `"${text}" is not known: names begin with transaction., customer., event. or achievement., and texts stand in quotes.`,
      );
    }
    if (!isFunction(text)) {
      throw new Refused(`There is no function "${text}". Known: ${Object.keys(FUNCTIONS).join(", ")}.`);
    }
    need("(");
    const parameters = [choice()];
    while (take(",")) parameters.push(choice());
    need(")");
    const { min, max } = FUNCTIONS[text];
    if (parameters.length < min || parameters.length > max) {
      throw new Refused(`${text} takes ${min === max ? min : `${min} to ${max}`} values.`);
    }
    return { kind: "call", name: text, parameters };
  };

  const expression = choice();
  if (position < tokens.length) throw new Refused(`Nothing was expected before ${shown(tokens[position])}.`);
  return expression;
}

function shown(token: Token | undefined): string {
  return token === undefined ? "the end" : `"${token.text}"`;
}

function isFunction(text: string): text is FunctionName {
  return Object.hasOwn(FUNCTIONS, text);
}

type Value = Fact | undefined;

/** Its value; undefined when a fact is absent, of the wrong kind, or a division is by zero. */
export function evaluate(expression: Expression, facts: Facts): Value {
  switch (expression.kind) {
    case "value":
      return expression.value;
    case "fact":
      return factAt(facts, expression.name);
    case "not": {
      const value = evaluate(expression.of, facts);
      return typeof value === "boolean" ? !value : undefined;
    }
    case "negative": {
      const value = numberOf(evaluate(expression.of, facts));
      return value === undefined ? undefined : { n: -value.n, d: value.d };
    }
    case "choice": {
      const condition = evaluate(expression.condition, facts);
      if (typeof condition !== "boolean") return undefined;
      return evaluate(condition ? expression.yes : expression.no, facts);
    }
    case "call":
      return call(
        expression.name,
        expression.parameters.map((parameter) => evaluate(parameter, facts)),
      );
    case "binary":
      return combine(expression, facts);
  }
}

/** The number that an expression gives for the facts; undefined when it gives none. */
export function evaluateNumber(expression: Expression, facts: Facts): Rational | undefined {
  return numberOf(evaluate(expression, facts));
}

function combine({ operator, left, right }: Extract<Expression, { kind: "binary" }>, facts: Facts): Value {
  const a = evaluate(left, facts);
  if (operator === "and" || operator === "or") {
    if (typeof a !== "boolean") return undefined;
    if (a === (operator === "or")) return a;
    const b = evaluate(right, facts);
    return typeof b === "boolean" ? b : undefined;
  }
  const b = evaluate(right, facts);
  if (operator === "==" || operator === "!=") {
    if (a === undefined || b === undefined) return undefined;
    return isSame(a, b) === (operator === "==");
  }
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x === undefined || y === undefined) return undefined;
  switch (operator) {
    case "+":
      return add(x, y);
    case "-":
      return subtract(x, y);
    case "*":
      return multiply(x, y);
    case "/":
      return divide(x, y);
    case "<":
      return compare(x, y) < 0;
    case "<=":
      return compare(x, y) <= 0;
    case ">":
      return compare(x, y) > 0;
    case ">=":
      return compare(x, y) >= 0;
  }
}

/** Numbers are the same by their amount, everything else by kind and value. */
export function isSame(a: Fact, b: Fact): boolean {
  const [x, y] = [numberOf(a), numberOf(b)];
  return x !== undefined && y !== undefined ? compare(x, y) === 0 : a === b;
}

function call(name: FunctionName, parameters: readonly Value[]): Value {
  const [first] = parameters;
  if (name === "count" || name === "sum") {
    if (!Array.isArray(first)) return undefined;
    const list: readonly Fact[] = first;
    return name === "count" ? fromInteger(list.length) : total(list);
  }
  const numbers = parameters.map(numberOf);
  if (!numbers.every((number) => number !== undefined)) return undefined;
  const [value, scale = fromInteger(0)] = numbers;
  if (value === undefined) return undefined;
  if (name === "min" || name === "max") {
    const wanted = name === "min" ? -1 : 1;
    return numbers.reduce((best, number) => (compare(number, best) === wanted ? number : best));
  }
  if (scale.d !== 1n || scale.n < 0n || scale.n > 6n) return undefined;
  return round(value, Number(scale.n), name === "round" ? "default" : name === "round_up" ? "up" : "down");
}

function total(list: readonly Fact[]): Value {
  let result = fromInteger(0);
  for (const element of list) {
    const number = numberOf(element);
    if (number === undefined) return undefined;
    result = add(result, number);
  }
  return result;
}
