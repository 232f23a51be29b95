import { type Violation, validationFailed } from "#lib/errors/app-error.ts";
import type { QuerySpec } from "#lib/http/query.ts";
import { MAGE_PAGE_SIZE, type MagePage } from "./schema.ts";

/** Beyond it nobody reads by pages, and each one costs what the ones before it cost. */
const PAGE_MAX = 10_000;

const PARAMETERS = {
  "page[number]": { default: 1, max: PAGE_MAX },
  "page[size]": MAGE_PAGE_SIZE,
} as const;

/** `page[number]` and `page[size]`; anything else is refused by its name. */
export const magePageQuery: QuerySpec<MagePage> = {
  parse(parameters) {
    const violations: Violation[] = [];
    const values: Record<string, number> = {};
    for (const [name, text] of parameters) {
      const known = Object.entries(PARAMETERS).find(([candidate]) => candidate === name)?.[1];
      const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
      if (known === undefined) {
        const message = `This parameter is not known. Known: ${Object.keys(PARAMETERS).join(", ")}.`;
        violations.push({ path: name, message, code: "unknown_parameter" });
      } else if (Object.hasOwn(values, name)) {
        violations.push({ path: name, message: `${name} is given more than once.`, code: "repeated" });
      } else if (value < 1 || value > known.max) {
        const message = `${name} should be a whole number from 1 to ${known.max}.`;
        violations.push({ path: name, message, code: "invalid_value" });
      }
      if (known !== undefined) values[name] = value;
      if (violations.length >= 20) break;
    }
    if (violations.length > 0) throw validationFailed(violations);
    return {
      number: values["page[number]"] ?? PARAMETERS["page[number]"].default,
      size: values["page[size]"] ?? PARAMETERS["page[size]"].default,
    };
  },
  parameters: Object.entries(PARAMETERS).map(([name, { default: usual, max }]) => ({
    name,
    schema: { type: "integer", minimum: 1, maximum: max, default: usual },
  })),
};
