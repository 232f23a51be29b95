/** @param work is given the numbers from 0 on, in order */
export async function inLanes(
  lanes: number,
  count: number,
  work: (number: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < count) {
        const number = next;
        next += 1;
        await work(number);
      }
    }),
  );
}
