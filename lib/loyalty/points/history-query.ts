import { type Violation, validationFailed } from "#lib/errors/app-error.ts";
import { isStorableText, TEXT_CHARS_MAX } from "#lib/http/core/query-language.ts";
import type { QueryParameter, QuerySpec } from "#lib/http/query.ts";
import {
  HISTORY_DAYS_MAX,
  HISTORY_INTERVALS,
  HISTORY_TYPES,
  type HistoryInterval,
  type HistoryType,
} from "./core/history.ts";

export type HistoryQuery = {
  pointType: HistoryType;
  lastDays: number;
  futureDays: number;
  interval: HistoryInterval;
  /** Undefined: the default one. */
  walletTypeCode: string | undefined;
};

const days = (usual: number) =>
  ({ type: "integer", minimum: 0, maximum: HISTORY_DAYS_MAX, default: usual }) as const;

const PARAMETERS = [
  {
    name: "pointType",
    required: true,
    description:
      "`earned` and `spent`: by the day on which units could be spent, or were. `expired`: by the day on which they expired or will expire. `pending`: by the day on which their lock ended or will end",
    schema: { type: "string", enum: [...HISTORY_TYPES] },
  },
  { name: "lastDays", description: "So many days before today; empty: 30", schema: days(30) },
  { name: "futureDays", description: "So many days after today; empty: none", schema: days(0) },
  {
    name: "interval",
    description: "Calendar intervals in UTC",
    schema: { type: "string", enum: [...HISTORY_INTERVALS], default: "day" },
  },
  {
    name: "walletType:code",
    description: "Of wallets of this type; the default one unless given",
    schema: { type: "string", minLength: 1, maxLength: TEXT_CHARS_MAX },
  },
] as const satisfies readonly QueryParameter[];

/** Of the histogram of units. What is given twice, not known or out of range is refused by its name. */
export const historyQuery: QuerySpec<HistoryQuery> = {
  parameters: PARAMETERS,
  parse(parameters) {
    const violations: Violation[] = [];
    const refuse = (path: string, message: string, code = "invalid_value") => {
      violations.push({ path, message, code });
    };
    const names: readonly string[] = PARAMETERS.map(({ name }) => name);
    for (const name of [...new Set(parameters.keys())].slice(0, 20)) {
      if (!names.includes(name)) {
        refuse(name, `This parameter is not known. Known: ${names.join(", ")}.`, "unknown_parameter");
      } else if (parameters.getAll(name).length > 1) {
        refuse(name, `${name} is given more than once.`, "repeated");
      }
    }
    const oneOf = <Choice extends string>(name: string, choices: readonly Choice[]) => {
      const text = parameters.get(name);
      const choice = choices.find((candidate) => candidate === text);
      if (choice === undefined && text !== null) {
        refuse(name, `${name} should be one of ${choices.join(", ")}.`);
      }
      return choice;
    };
    const daysOf = (name: string, usual: number) => {
      const text = parameters.get(name) ?? "";
      const value = text === "" ? usual : /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
      if (value >= 0 && value <= HISTORY_DAYS_MAX) return value;
      refuse(name, `${name} should be a whole number from 0 to ${HISTORY_DAYS_MAX}.`);
      return usual;
    };
    if (!parameters.has("pointType")) refuse("pointType", "This value is required.", "required");
    const pointType = oneOf("pointType", HISTORY_TYPES);
    const interval = oneOf("interval", HISTORY_INTERVALS);
    const lastDays = daysOf("lastDays", 30);
    const futureDays = daysOf("futureDays", 0);
    const walletTypeCode = parameters.get("walletType:code") ?? undefined;
    if (walletTypeCode !== undefined && (walletTypeCode === "" || !isStorableText(walletTypeCode))) {
      refuse("walletType:code", `walletType:code should be a text of 1 to ${TEXT_CHARS_MAX} characters.`);
    }
    if (pointType === undefined || violations.length > 0) throw validationFailed(violations);
    return { pointType, lastDays, futureDays, interval: interval ?? "day", walletTypeCode };
  },
};
