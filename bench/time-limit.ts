/** Far more than any scenario takes. What hangs must not hang for ever. */
export const SCENARIO_LIMIT_S = { quick: 120, full: 1_800 };

export class TimeIsUp extends Error {}

/** @throws TimeIsUp; what was begun goes on. */
export async function withinTime<T>(work: Promise<T>, limitS: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new TimeIsUp(`It did not end within ${limitS} s.`)), limitS * 1_000);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
