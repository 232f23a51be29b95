import type { Condition } from "#lib/loyalty/core/conditions.ts";
import { conditionValuesOf } from "#lib/loyalty/core/form-conditions.ts";
import { OPERATOR_WORDS } from "./operator-words.ts";

/** A condition to read: "transaction.grossValue is at least 50". */
export function ConditionWords({ condition }: { condition: Condition }) {
  const { attribute, operator, data, from, to } = conditionValuesOf(condition);
  const value = data === "" && from !== "" ? `${from} and ${to}` : data;
  return (
    <span className="[overflow-wrap:anywhere]">
      {operator !== "expression" && (
        <>
          <code className="font-mono text-xs">{attribute}</code> {OPERATOR_WORDS[operator]}{" "}
        </>
      )}
      <code className="font-mono text-xs">{value}</code>
    </span>
  );
}
