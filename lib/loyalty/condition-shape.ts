import { z } from "zod";
import { CONDITION_OPERATORS, type Condition, dataKindOf } from "./core/conditions.ts";
import { EXPRESSION_LENGTH_MAX, parseExpression } from "./core/expression.ts";
import { isFactName } from "./core/facts.ts";
import { string, text } from "./shapes.ts";

const scalar = z.union([string.max(500), z.number(), z.boolean()], {
  error: "This value should be a string, a number, true or false.",
});
const range = z.strictObject({ from: scalar, to: scalar });
const list = z.array(scalar).min(1).max(200);
const labelList = z
  .array(z.strictObject({ key: text, value: string.max(255).default("") }))
  .min(1)
  .max(50);

const DATA = { scalar, range, list, labels: labelList, expression: string.min(1) };

/** The text of a rule, checked: what is wrong with it is said at its place. */
export const expressionText = string
  .min(1)
  .max(EXPRESSION_LENGTH_MAX)
  .superRefine((expression, ctx) => {
    const parsed = parseExpression(expression);
    if (!parsed.ok) ctx.addIssue({ code: "custom", message: parsed.message, params: { code: "expression" } });
  });

/**
 * `data` goes with the operator: one value, a list, `{from, to}`, labels, or an expression. `attribute` names what is
 * looked at, as in "transaction.grossValue" or "event.body.platform"; an expression needs none.
 */
export const conditionShape = z
  .strictObject({
    attribute: z.string().max(200).optional(),
    operator: z.enum(CONDITION_OPERATORS),
    data: z.union([scalar, list, range, labelList]),
  })
  .superRefine(({ attribute, operator, data }, ctx) => {
    const kind = dataKindOf(operator);
    const checked = (kind === "expression" ? expressionText : DATA[kind]).safeParse(data);
    if (!checked.success) {
      const [issue] = checked.error.issues;
      ctx.addIssue({
        code: "custom",
        path: ["data", ...(kind === "expression" ? [] : (issue?.path ?? []))],
        message: kind === "expression" ? (issue?.message ?? "") : DATA_WORDS[kind],
        params: { code: "condition_data" },
      });
    }
    if (kind !== "expression" && (attribute === undefined || !isFactName(attribute))) {
      ctx.addIssue({
        code: "custom",
        path: ["attribute"],
        message:
          "This value should name what is looked at, such as transaction.grossValue, customer.email or event.body.platform.",
        params: { code: "attribute" },
      });
    }
  });

const DATA_WORDS = {
  scalar: "This operator takes one value.",
  list: "This operator takes a list of values.",
  range: "This operator takes an object with from and to.",
  labels: "This operator takes a list of labels with key and value.",
} as const;

/** As the catalogue has it: the values of a condition as texts. */
export function conditionTexts({ attribute, operator, data }: Condition) {
  const values: unknown[] = Array.isArray(data)
    ? data
    : typeof data === "object" && "from" in data
      ? [data.from, data.to]
      : [data];
  return {
    operator,
    data: values.map((value) => (typeof value === "object" ? JSON.stringify(value) : String(value))),
    ...(attribute === undefined ? {} : { attribute }),
  };
}
