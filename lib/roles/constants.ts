export const ROLE_NAME_CHARS_MAX = 255;
/** Far more than there are; a limit so that nothing is without one. */
export const ROLE_STORES_MAX = 1_000;
