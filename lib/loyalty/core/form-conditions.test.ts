import fc from "fast-check";
import { expect, it } from "vitest";
import { CONDITION_OPERATORS, type Condition, dataKindOf } from "./conditions.ts";
import { conditionForm, conditionValuesOf } from "./form-conditions.ts";

const scalar = fc.oneof(
  fc.boolean(),
  fc.integer(),
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.constantFrom("12", "true", '"quoted"', "a, b", "0.50", "-1", " spaces ", '\\"', "Kraków"),
);
const word = fc.stringMatching(/^[a-z]{1,8}$/);
const DATA = {
  scalar,
  list: fc.array(scalar, { minLength: 1, maxLength: 5 }),
  range: fc.record({ from: scalar, to: scalar }),
  labels: fc.array(fc.record({ key: word, value: fc.oneof(fc.constant(""), word) }), {
    minLength: 1,
    maxLength: 4,
  }),
  expression: fc.constantFrom("transaction.grossValue > 10", 'customer.email = "a, b"'),
};

it("a condition that is shown in a form and saved again is the same condition, whatever it holds", () => {
  const condition = fc
    .constantFrom(...CONDITION_OPERATORS)
    .chain((operator) =>
      DATA[dataKindOf(operator)].map(
        (data): Condition =>
          operator === "expression"
            ? { operator, data: String(data) }
            : { attribute: "transaction.grossValue", operator, data: data as Condition["data"] },
      ),
    );
  fc.assert(
    fc.property(condition, (stored) => {
      expect(conditionForm.parse(conditionValuesOf(stored))).toEqual(stored);
    }),
  );
});

it.each([
  ["12", 12],
  ["007", "007"],
  ["true", true],
  ['"12"', "12"],
  ["Kraków", "Kraków"],
])("what is typed as %s is %o", (data, value) => {
  const typed = { attribute: "customer.address.city", operator: "is_equal", data, from: "", to: "" } as const;
  expect(conditionForm.parse(typed)).toMatchObject({ data: value });
});
