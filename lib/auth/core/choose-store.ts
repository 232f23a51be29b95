/**
 * Which store a page is about: the one that is asked for or none; else the one that was used last, if it is still
 * permitted; else the first.
 */
export function chooseStore<Store extends { code: string }>(
  stores: readonly Store[],
  asked: string | undefined,
  lastUsed: string | undefined,
): Store | undefined {
  const find = (code: string | undefined) => stores.find((store) => store.code === code);
  return asked === undefined ? (find(lastUsed) ?? stores[0]) : find(asked);
}
