declare const scoped: unique symbol;

/**
 * Proof that the caller may be in this store. What belongs to a store is read with it only.
 * Minted by the session gate and the API authenticator, and nowhere else.
 */
export type StoreScope = {
  readonly storeId: string;
  readonly storeCode: string;
  readonly [scoped]: true;
};

export function mintStoreScope(store: { id: string; code: string }): StoreScope {
  return { storeId: store.id, storeCode: store.code } as StoreScope;
}
