export const DOCUMENT_TYPES = ["sell", "return"] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** In one transaction. */
export const ITEMS_MAX = 100;
