/**
 * What a delivery's last attempt brought, as a filter: "503", "5xx", or an error code such as "timeout". Several
 * are alternatives, which the query language of lists, where all conditions hold together, cannot say.
 */

export const STATUS_CLASSES = ["2xx", "3xx", "4xx", "5xx"] as const;

const STATUS_CLASS = /^([2-5])xx$/;
const STATUS_CODE = /^[1-5]\d\d$/;
const ERROR_CODE = /^[a-z][a-z_]{1,39}$/;

export function isAnswerWord(text: string): boolean {
  return STATUS_CLASS.test(text) || STATUS_CODE.test(text) || ERROR_CODE.test(text);
}

export type AnswerCondition =
  | { lastStatusCode: { in: number[] } }
  | { lastStatusCode: { gte: number; lt: number } }
  | { lastErrorCode: { in: string[] } };

/** Alternatives of which one must hold; empty when nothing is filtered. Words that are none of the three are left out. */
export function answerConditions(words: readonly string[]): AnswerCondition[] {
  const conditions: AnswerCondition[] = [];
  const codes: number[] = [];
  const errors: string[] = [];
  for (const word of words) {
    const statusClass = STATUS_CLASS.exec(word)?.[1];
    if (statusClass !== undefined) {
      const first = Number(statusClass) * 100;
      conditions.push({ lastStatusCode: { gte: first, lt: first + 100 } });
    } else if (STATUS_CODE.test(word)) codes.push(Number(word));
    else if (ERROR_CODE.test(word)) errors.push(word);
  }
  if (codes.length > 0) conditions.push({ lastStatusCode: { in: codes } });
  if (errors.length > 0) conditions.push({ lastErrorCode: { in: errors } });
  return conditions;
}
