import { expect, test } from "vitest";
import { walletTypeForm, walletTypeFormOf } from "./wallet-type-form.ts";

const TYPED = {
  ...walletTypeFormOf(null),
  code: "stamps",
  name: "Stamps",
  unitSingularName: "Stamp",
  unitPluralName: "Stamps",
};

test("a wallet type has the number that goes with its expiry, and no other", () => {
  const typed = { ...TYPED, unitDaysActiveCount: "90", unitYearsActiveCount: "2", unitDaysLocked: "5" };
  expect(walletTypeForm.parse({ ...typed, unitDaysExpiryAfter: "after_x_days" })).toEqual({
    code: "stamps",
    translations: { en: { name: "Stamps" } },
    unitSingularName: "Stamp",
    unitPluralName: "Stamps",
    active: true,
    unitDaysExpiryAfter: "after_x_days",
    unitDaysActiveCount: 90,
    allTimeNotLocked: true,
  });
});

test("what is missing for an expiry or a lock is said at its field", () => {
  const missing = (change: Partial<typeof TYPED>) =>
    walletTypeForm.safeParse({ ...TYPED, ...change }).error?.issues.map(({ path }) => path.join("."));
  expect(missing({ unitDaysExpiryAfter: "after_x_days" })).toEqual(["unitDaysActiveCount"]);
  expect(missing({ unitDaysExpiryAfter: "at_the_end_of_the_x_th_year" })).toEqual(["unitYearsActiveCount"]);
  expect(missing({ unitDaysExpiryAfter: "at_the_end_of_the_chosen_date", isLocked: true })).toEqual([
    "unitExpiryDate",
    "unitDaysLocked",
  ]);
});
